/** What a ride costs by a feed: fare attributes and rules, or fares of the second version. */
import { readTable, type Feed } from './feed.ts';
import type { Journal } from './journal.ts';
import type { Route } from './timetable.ts';

const ROWS_MAX = 1_000_000;
const PRICE_MAX = 1_000_000;
/** Dearest ride, fen. */
const FEN_MAX = 100_000;

/** Yuan for one unit of a currency, mean of 2017 (recalled): the model's money is of that year. */
const YUAN: Readonly<Record<string, number>> = {
  CNY: 1,
  ...{ USD: 6.76, EUR: 7.63, GBP: 8.7, CHF: 6.86, SEK: 0.79, NOK: 0.82, DKK: 1.03, PLN: 1.79, CZK: 0.29, HUF: 0.0247 },
  ...{ CAD: 5.2, AUD: 5.18, NZD: 4.8, JPY: 0.0603, KRW: 0.006, HKD: 0.867, TWD: 0.222, SGD: 4.9, INR: 0.104 },
  ...{ BRL: 2.12, MXN: 0.358, CLP: 0.0104, ARS: 0.41, ZAR: 0.508, RUB: 0.116, TRY: 1.85, ILS: 1.88, MYR: 1.57 },
};

/** Price of a ride on a line that calls in some zones; undefined where the feed has none. */
export type FareOf = (route: Pick<Route, 'id' | 'network'>, zones: ReadonlySet<string>) => number | undefined;

interface Price {
  readonly amount: number;
  readonly currency: string;
  /** Zones that a ride at this price begins and ends in, where it is of these alone. */
  readonly zones?: readonly string[];
}

/**
 * Fares in fen.
 * @param rate yuan that one unit of the feed's money is worth; as in 2017 where left out
 */
export async function readFares(feed: Feed, rate: number | undefined, journal: Journal): Promise<FareOf> {
  const second = await readProducts(feed, journal);
  const prices = second ?? (await readAttributes(feed, journal));
  if (prices === undefined) return () => undefined;
  const { ofRoute, ofNetwork, all } = prices;
  const inFen = fenOf(all, rate, journal);
  return ({ id, network }, zones) => {
    const found = ofRoute.get(id) ?? ofNetwork.get(network) ?? ofNetwork.get('');
    const within = found?.filter((price) => (price.zones ?? []).every((zone) => zones.has(zone))) ?? [];
    const middle = median((within.length > 0 ? within : (found ?? [])).map(({ amount }) => amount));
    return middle === undefined ? undefined : inFen(middle);
  };
}

interface Prices {
  readonly ofRoute: ReadonlyMap<string, Price[]>;
  /** By network; '' for all. */
  readonly ofNetwork: ReadonlyMap<string, Price[]>;
  readonly all: readonly Price[];
}

async function readAttributes(feed: Feed, journal: Journal): Promise<Prices | undefined> {
  const file = 'fare_attributes.txt';
  const fares = new Map<string, Price>();
  const terms = { needed: ['fare_id', 'price'], others: ['currency_type'], most: ROWS_MAX };
  const isThere = await readTable(feed, file, terms, ([id = '', price = '', currency = ''], line) => {
    const found = priceOf(price, currency);
    if (found) fares.set(id, found);
    else journal.drop(file, line, 'fares without a price', `${id}: ${price}`);
  });
  if (!isThere || fares.size === 0) return undefined;
  const ofRoute = new Map<string, Price[]>();
  const general = new Map<string, Price>(fares);
  const byZone: Price[] = [];
  let zones = 0;
  const rules = { needed: ['fare_id'], others: ['route_id', 'origin_id', 'destination_id'], most: ROWS_MAX };
  await readTable(feed, 'fare_rules.txt', rules, ([id = '', route = '', origin = '', destination = ''], line) => {
    const fare = fares.get(id);
    if (fare === undefined) {
      journal.drop('fare_rules.txt', line, 'rules of fares that are not in fare_attributes.txt', id);
      return;
    }
    const ofZones = [origin, destination].filter((zone) => zone !== '');
    if (ofZones.length > 0) zones++;
    const price = { ...fare, zones: ofZones };
    general.delete(id);
    if (route === '') byZone.push(price);
    else put(ofRoute, route, price);
  });
  if (zones > 0) {
    journal.assume(
      'fares by zone',
      'the middle one of each line',
      'no range: not a number',
      'rides have one price a line in the model',
    );
  }
  return { ofRoute, ofNetwork: new Map([['', [...general.values(), ...byZone]]]), all: [...fares.values()] };
}

async function readProducts(feed: Feed, journal: Journal): Promise<Prices | undefined> {
  const products = new Map<string, Price[]>();
  const file = 'fare_products.txt';
  const terms = { needed: ['fare_product_id', 'amount'], others: ['currency'], most: ROWS_MAX };
  const isThere = await readTable(feed, file, terms, ([id = '', amount = '', currency = ''], line) => {
    const found = priceOf(amount, currency);
    if (found) put(products, id, found);
    else journal.drop(file, line, 'fare products without a price', `${id}: ${amount}`);
  });
  if (!isThere || products.size === 0) return undefined;
  const ofNetwork = new Map<string, Price[]>();
  const legs = { needed: ['fare_product_id'], others: ['network_id'], most: ROWS_MAX };
  await readTable(feed, 'fare_leg_rules.txt', legs, ([id = '', network = ''], line) => {
    const known = products.get(id);
    if (known === undefined) journal.drop('fare_leg_rules.txt', line, 'leg rules of products that are not there', id);
    else for (const price of known) put(ofNetwork, network, price);
  });
  const all = [...products.values()].flat();
  if (ofNetwork.size === 0) ofNetwork.set('', all);
  const ofRoute = new Map<string, Price[]>();
  const members = { needed: ['network_id', 'route_id'], most: ROWS_MAX };
  await readTable(feed, 'route_networks.txt', members, ([network = '', route = '']) => {
    for (const price of ofNetwork.get(network) ?? []) put(ofRoute, route, price);
  });
  return { ofRoute, ofNetwork, all };
}

function put(map: Map<string, Price[]>, key: string, price: Price): void {
  const known = map.get(key);
  if (known) known.push(price);
  else map.set(key, [price]);
}

function priceOf(text: string, currency: string): Price | undefined {
  const amount = Number(text);
  if (text === '' || !(amount >= 0 && amount <= PRICE_MAX)) return undefined;
  return { amount, currency: currency.toUpperCase() };
}

function fenOf(
  all: readonly Price[],
  rate: number | undefined,
  journal: Journal,
): (amount: number) => number | undefined {
  const currencies = [...new Set(all.map(({ currency }) => currency).filter((one) => one !== ''))];
  const [currency = 'CNY'] = currencies;
  if (currencies.length > 1) {
    journal.assume(
      'currency of fares',
      currency,
      'no range: not a number',
      `the feed has ${currencies.slice(0, 6).join(', ')}`,
    );
  }
  const yuan = rate ?? YUAN[currency];
  if (yuan === undefined) {
    journal.drop(
      'fare_attributes.txt',
      0,
      `fares in ${currency.slice(0, 8)}, whose worth is not known: give it with --rate`,
    );
    return () => undefined;
  }
  if (currency !== 'CNY') {
    const why = rate === undefined ? 'mean of 2017, recalled; --rate sets another' : 'given with --rate';
    journal.assume(
      `worth of 1 ${currency.slice(0, 8)}`,
      `${yuan} yuan`,
      rate === undefined ? `${round(yuan * 0.9)} to ${round(yuan * 1.1)}` : 'no range: given',
      why,
    );
  }
  return (amount) => {
    const fen = Math.round(amount * yuan * 100);
    if (fen <= FEN_MAX) return fen;
    journal.drop('fare_attributes.txt', 0, `fares of more than ${FEN_MAX} fen, as if there were none`, String(amount));
    return undefined;
  };
}

const round = (value: number): number => Number(value.toPrecision(3));

/** The middle one of numbers, the lower of two. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}
