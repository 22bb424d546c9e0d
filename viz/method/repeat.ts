/** The commands that make a run again, as they are typed. */
import type { Scenario } from '../../sim/model/scenario.ts';

/** A seed as a shell takes it: as it is where nothing in it means anything to a shell. */
export function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Exactly this run. @param file where it is a plan: the YAML file it was saved as; null for a shipped scenario */
export function runCommand({ name, seed, days, scale }: Scenario, file: string | null): string {
  const what = file ?? name;
  return `npm run --silent sim -- run ${quoted(what)} --seed=${quoted(seed)} --days ${days} --scale ${scale} --out run`;
}

/** The same question over ten seeds, as an experiment's file. */
export function experimentText({ name, days, scale }: Scenario, file: string | null): string {
  return [`scenarios: [${file ?? name}]`, `days: ${days}`, `scale: ${scale}`, 'seeds: 10', ''].join('\n');
}
