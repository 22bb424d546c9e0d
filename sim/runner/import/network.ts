/** The text of network.json. */
import type { Network } from '../../model/network.ts';

/** A row a stop and a line. */
export function networkText({ format, source, days, stops, lines }: Network): string {
  const rows = (values: readonly unknown[]) => values.map((value) => `    ${JSON.stringify(value)}`).join(',\n');
  return [
    '{',
    `  "format": ${JSON.stringify(format)},`,
    `  "source": ${JSON.stringify(source)},`,
    `  "days": ${JSON.stringify(days)},`,
    `  "stops": [\n${rows(stops)}\n  ],`,
    `  "lines": [\n${rows(lines)}\n  ]`,
    '}\n',
  ].join('\n');
}
