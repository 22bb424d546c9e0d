/** Event logs in XES (IEEE 1849-2016), which tools of process mining read: a trace is a person in one world. */
import { WORLDS } from '../protocol.ts';
import { tellEvent, type ExportedRun } from './run-export.ts';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Cost" prefix="cost" uri="http://www.xes-standard.org/cost.xesext"/>
<global scope="trace"><string key="concept:name" value="none"/></global>
<global scope="event"><string key="concept:name" value="none"/><date key="time:timestamp" value="1970-01-01T00:00:00.0"/></global>
<classifier name="Activity" keys="concept:name"/>
<classifier name="Activity and sector" keys="concept:name sector"/>
`;

/** The events of both worlds as an XES log, in pieces that can be written as they come. Times are the city's own. */
export function* xesPieces({ records, result }: ExportedRun): Generator<string> {
  const { scenario } = result;
  yield `${HEAD}<string key="concept:name" value="${attribute(`${scenario.name}, seed ${scenario.seed}, 1:${scenario.scale}`)}"/>\n`;
  for (const world of WORLDS) {
    let person = -1;
    let piece = '';
    for (const event of records[world].events()) {
      if (event.person !== person) {
        if (person >= 0) piece += '</trace>\n';
        if (piece.length > 100_000) {
          yield piece;
          piece = '';
        }
        ({ person } = event);
        piece += `<trace><string key="concept:name" value="${world} ${person}"/><string key="world" value="${world}"/><int key="person" value="${person}"/>\n`;
      }
      const { activity, time, sector, place, enrolment, method, yuan, seconds } = tellEvent(event, scenario.start);
      piece +=
        `<event><string key="concept:name" value="${activity}"/><date key="time:timestamp" value="${time}"/>` +
        field('string', 'sector', sector) +
        field('int', 'place', place) +
        field('string', 'enrolment', enrolment) +
        field('string', 'method', method) +
        field('float', 'cost:total', yuan) +
        (yuan === null ? '' : '<string key="cost:currency" value="CNY"/>') +
        field('float', 'seconds', seconds) +
        '</event>\n';
    }
    yield piece + (person >= 0 ? '</trace>\n' : '');
  }
  yield '</log>\n';
}

function field(type: string, key: string, value: string | number | null): string {
  return value === null ? '' : `<${type} key="${key}" value="${attribute(String(value))}"/>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
