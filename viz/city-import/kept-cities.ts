/** Cities of the reader's own, kept in this browser (IndexedDB). Nothing of them is sent anywhere. */
import type { City } from '../../sim/model/city.ts';
import { cityTask, type CityTexts, type MadeCity } from '../../sim/runner/browser/city-files.ts';
import { bringCity, forgetCity } from '../../sim/runner/library.ts';
import { program } from '../../sim/runner/program.ts';
import { SIGN } from './kept-sign.ts';

/** A city as it is kept. */
export interface KeptCity {
  readonly id: string;
  readonly texts: CityTexts;
  /** As the program that is named read it: another reads the texts again. */
  readonly city: City;
  readonly model: string;
}

const DATABASE = 'cashless-city';
const STORE = 'cities';
/** The page does not wait longer for what is kept, milliseconds. */
const PATIENCE_MS = 3000;

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => void request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    request.onblocked = () => reject(new Error('IndexedDB'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const open = await database();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = open.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'));
    });
  } finally {
    open.close();
  }
}

/** All that are kept, by their ids. @throws where the browser keeps nothing */
export function keptCities(): Promise<readonly KeptCity[]> {
  return inStore('readonly', (store) => store.getAll() as IDBRequest<KeptCity[]>);
}

/** Makes a city known to scenarios. */
export function bring({ id, city, texts }: Pick<KeptCity, 'id' | 'city' | 'texts'>): void {
  bringCity(city, new Map(texts.map(([file, text]) => [`${id}/${file}`, text])));
}

/** Makes a city known and keeps it. @throws where the browser keeps nothing: it is known until the page is left */
export async function keep({ id, texts, city }: Pick<MadeCity, 'id' | 'texts' | 'city'>): Promise<void> {
  bring({ id, texts, city });
  const kept: KeptCity = { id, texts, city, model: program().model };
  await inStore('readwrite', (store) => store.put(kept));
  localStorage.setItem(SIGN, '1');
}

export async function remove(id: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(id));
  forgetCity(id);
  if ((await keptCities()).length === 0) localStorage.removeItem(SIGN);
}

/** Makes all that are kept known to scenarios. Never fails: a city that cannot be brought is told of where it is asked for. */
export async function bringKept(): Promise<void> {
  const all = async (): Promise<void> => {
    for (const one of await keptCities()) {
      if (one.model === program().model) {
        bring(one);
        continue;
      }
      const answer = await cityTask({ kind: 'amend', id: one.id, texts: one.texts, figures: [] });
      if (answer.kind === 'city') await keep(answer.made);
    }
  };
  await Promise.race([all().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
