/** Cities of a reader's own, made in the browser: a Worker for each task, so that it can be given up at any moment. */
import type { City } from '../../model/city.ts';
import type { Mistake } from '../../model/reading/mistake.ts';
import type { Assumption, Loss } from '../import/journal.ts';
import type { ColumnReading } from '../import/residents.ts';
import type { FileRole } from '../import/sort-files.ts';

/** Texts of a city's folder by file name. */
export type CityTexts = readonly (readonly [name: string, text: string])[];

export type CityTask =
  | {
      readonly kind: 'import';
      readonly files: readonly File[];
      /** As people call it; the name of the boundaries' file where it is empty. */
      readonly name: string;
      /** Meanings of columns, by column. */
      readonly map: readonly (readonly [column: string, meaning: string])[];
      /** Yuan that a unit of the feed's money is worth. */
      readonly rate: number | null;
      /** Ids that other cities have. */
      readonly taken: readonly string[];
    }
  | {
      readonly kind: 'amend';
      readonly id: string;
      readonly texts: CityTexts;
      /** Values of figures by their ids; none where the folder is only read. */
      readonly figures: readonly (readonly [id: string, value: number])[];
    }
  | { readonly kind: 'zip'; readonly id: string; readonly texts: CityTexts };

export interface CityReport {
  readonly readings: readonly string[];
  readonly assumptions: readonly Assumption[];
  readonly losses: readonly Loss[];
}

/** A city, ready to be kept and run. */
export interface MadeCity {
  readonly id: string;
  readonly texts: CityTexts;
  readonly city: City;
  /** Its map in each language: texts of SVG files. */
  readonly pictures: Readonly<Record<keyof City['name'], string>>;
  readonly report: CityReport | null;
}

export type CityAnswer =
  | { readonly kind: 'city'; readonly made: MadeCity; readonly seen: FilesSeen }
  | { readonly kind: 'waiting'; readonly missing: 'districts' | 'residents'; readonly seen: FilesSeen }
  | {
      readonly kind: 'refused';
      readonly file: string;
      readonly mistakes: readonly Mistake[];
      readonly seen: FilesSeen;
    }
  | { readonly kind: 'zip'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly reason: string };

/** What files were taken for, as far as it came. */
export interface FilesSeen {
  readonly roles: readonly (readonly [name: string, role: FileRole])[];
  readonly columns: readonly ColumnReading[];
}

/** Does a task. @param signal gives it up: the answer then never comes */
export function cityTask(task: CityTask, signal?: AbortSignal): Promise<CityAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./city-files-worker.ts', import.meta.url), { type: 'module' });
    const end = (answer: CityAnswer): void => {
      worker.terminate();
      resolve(answer);
    };
    worker.onmessage = ({ data }: MessageEvent<CityAnswer>) => end(data);
    worker.onerror = (event) => {
      event.preventDefault();
      end({ kind: 'failed', reason: event.message });
    };
    signal?.addEventListener('abort', () => worker.terminate(), { once: true });
    worker.postMessage(task);
  });
}
