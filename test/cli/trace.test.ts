/** `trace` and `diff`: the events of a day, and where two days part. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { compareTraces, historyOf, NotATrace, type TraceComparison } from '../../sim/runner/trace/compare-traces.ts';
import { describeComparison } from '../../sim/runner/trace/describe-comparison.ts';
import { clockTime, formatLine, parseHeader, parseLine, type TraceLine } from '../../sim/runner/trace/format.ts';
import { traceDay } from '../../sim/runner/trace/trace-day.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { action, tinyScenario } from '../model/fixture.ts';
import { scratch, sim, simAlone, start, type Ended } from './program.ts';

const folder = scratch();
const outage = action('outage', { fromDay: 1, fromMinute: 480, toMinute: 540 });
const SCENARIO = tinyScenario({ policy: [outage], scale: 4000 });
const TRACED_DAY = 2;
const MIDNIGHT = (TRACED_DAY - 1) * TICKS_PER_DAY;

const OF = { version: '0', model: '0123456789abcdef', scenarioSha256: 'a'.repeat(64) };
const textOf = (world: 'baseline' | 'policy', day = TRACED_DAY) => [...traceDay(SCENARIO, world, day, OF)].join('');
const baseline = textOf('baseline').trimEnd().split('\n');
const policy = textOf('policy').trimEnd().split('\n');
const parsed = policy.slice(1).map((line) => parseLine(line)!);
const of = <T extends TraceLine['type']>(type: T) =>
  parsed.filter((line): line is Extract<TraceLine, { type: T }> => line.type === type);

function finish<T>(generator: Generator<void, T>): T {
  for (;;) {
    const { done, value } = generator.next();
    if (done === true) return value;
  }
}

const compare = (a: readonly string[], b: readonly string[]): TraceComparison =>
  finish(compareTraces([a.values(), b.values()]));

describe('two traces that are compared', () => {
  const headed = (change: object) => {
    const [format = '', json = ''] = baseline[0]!.split('\t');
    return [`${format}\t${JSON.stringify({ ...(JSON.parse(json) as object), ...change })}`, ...baseline.slice(1)];
  };
  const said = (change: object) => describeComparison(compare(baseline, headed(change)));

  it('are of one run, in either world, until a header says otherwise', () => {
    expect(said({ world: 'policy' }).filter((line) => line.includes('different runs'))).toEqual([]);
  });

  it.each<[what: string, change: object]>([
    ['seed test and 8', { seed: '8', scenarioSha256: 'b' }],
    ['scale 4000 and 1', { scale: 1, scenarioSha256: 'b' }],
    ['scenarios that decide otherwise, or cities', { scenarioSha256: 'b' }],
    [`models ${OF.model} and abc`, { model: 'abc' }],
    ['day 2 and 1', { day: 1 }],
  ])('are of different runs: %s', (what, change) => {
    expect(said(change)).toContain(`these are of different runs: ${what}. That they part is no fault`);
  });
});

describe('the trace of a day', () => {
  it('says first what it is of', () => {
    const header = parseHeader(policy[0]!);
    expect(header).toMatchObject({ scenario: 'tiny', world: 'policy', seed: 'test', scale: 4000, days: 3, day: 2 });
    expect(header?.date).toBe('2017-06-06');
    expect(header).toMatchObject(OF);
    expect(header?.kinds).toEqual(expect.arrayContaining(['person.step', 'bus.arrive', 'outage.begin']));
  });

  it('has every event of the day and no other, in the order of dispatch', () => {
    const simulation = new Simulation(SCENARIO, 'policy');
    simulation.runUntil(MIDNIGHT);
    const before = simulation.events;
    simulation.runDay();
    const events = of('event');
    expect(events.length).toBe(simulation.events - before);
    expect(events.length).toBeGreaterThan(1000);
    const kinds = parseHeader(policy[0]!)!.kinds;
    const keys = events.map(({ tick, kind, number }) => [tick, kinds.indexOf(kind), number] as const);
    expect(keys.every(([tick, kind]) => tick >= MIDNIGHT && tick < MIDNIGHT + TICKS_PER_DAY && kind >= 0)).toBe(true);
    const ordered = keys.every((key, i) => {
      const last = keys[i - 1] ?? [0, 0, 0];
      return (key[0] - last[0] || key[1] - last[1] || key[2] - last[2]) >= 0;
    });
    expect(ordered).toBe(true);
  });

  it('digests the events each minute, and the state at midnight, when the day has begun and each hour', () => {
    const digests = of('digest');
    expect(digests.length).toBe(1440);
    expect(digests.at(-1)!.tick).toBe(MIDNIGHT + TICKS_PER_DAY);
    expect(new Set(digests.map(({ events, digest }) => `${events} ${digest}`)).size).toBe(
      new Set(digests.map(({ digest }) => digest)).size,
    );
    const { events, digest } = digests.at(-1)!;
    expect(parsed.at(-1)).toEqual({ type: 'end', events, digest });
    expect(events).toBe(of('event').length);
    const instants = new Set(of('state').map(({ tick }) => tick));
    expect(instants.size).toBe(26);
    expect(of('state').length).toBe(26 * new Simulation(SCENARIO, 'policy').world.stateColumns().length);
  });

  it('tells what each entity is and holds after the event', () => {
    const simulation = new Simulation(SCENARIO, 'policy');
    simulation.runUntil(MIDNIGHT);
    const { people, engine, kindEntities } = simulation.world;
    const held: Record<string, string>[] = [];
    engine.observer = {
      dispatched: (_tick, kind, entity) => {
        if (kindEntities[kind].name !== 'person') return;
        const { cash, card, trust } = people;
        held.push({
          cash_fen: String(cash.get(entity)),
          card_fen: String(card.get(entity)),
          trust: String(trust.get(entity)),
        });
      },
    };
    simulation.runUntil(MIDNIGHT + TICKS_PER_DAY);
    const told = of('event').filter(({ entity }) => entity === 'person');
    expect(told.length).toBeGreaterThan(500);
    expect(told.map(({ values }) => Object.fromEntries(values))).toEqual(
      held.map((own) => expect.objectContaining(own)),
    );
    expect(of('event').find(({ kind }) => kind === 'outage.begin')).toMatchObject({ entity: 'action', number: 0 });
    expect(of('event').find(({ kind }) => kind === 'bus.due')).toMatchObject({ entity: 'route' });
    const vehicle = of('event').find(({ kind }) => kind === 'bus.arrive')!;
    expect(vehicle.values.map(([name]) => name)).toEqual(expect.arrayContaining(['load', 'position', 'till_fen']));
    const stop = of('event').find(({ kind }) => kind === 'bus.patience')!;
    expect([stop.entity, stop.values.map(([name]) => name)]).toEqual(['stop', ['route', 'position', 'waiting']]);
    const shop = of('event').find(({ kind }) => kind === 'retail.free')!;
    expect([shop.entity, shop.values.map(([name]) => name)]).toEqual([
      'shop',
      ['waiting', 'served', 'accepts', 'till_fen'],
    ]);
  });

  it('can be read back as it was written', () => {
    expect(parsed.every((line) => line !== undefined)).toBe(true);
    expect(parsed.map(formatLine).join('')).toBe(`${policy.slice(1).join('\n')}\n`);
    expect(clockTime(MIDNIGHT + 271_234)).toBe('07:32:03.4');
  });

  it('exists for the days of the run only', () => {
    for (const day of [0, 4, 1.5, NaN]) expect(() => textOf('policy', day)).toThrow(RangeError);
  });
});

describe('comparing two traces', () => {
  it('finds a trace equal to itself, and the two worlds equal on a day before the policy', () => {
    expect(compare(policy, policy)).toMatchObject({ equal: true, states: [], event: undefined });
    const before = (['baseline', 'policy'] as const).map((world) => textOf(world, 1).trimEnd().split('\n'));
    expect(before[0]![0]).not.toBe(before[1]![0]);
    expect(compare(before[0]!, before[1]!).equal).toBe(true);
  });

  it('finds the event that one world alone has, whichever comes first', () => {
    const forth = compare(baseline, policy);
    expect(forth).toMatchObject({ equal: false, states: [] });
    expect(forth.event?.only).toBe(1);
    expect(forth.event?.found[1]).toMatchObject({ kind: 'outage.begin', tick: MIDNIGHT + 8 * 36_000, number: 0 });
    expect(baseline.slice(1, forth.event!.line - 1)).toEqual(policy.slice(1, forth.event!.line - 1));
    expect(compare(policy, baseline).event?.only).toBe(0);
  });

  it('finds values that differ after the same event, and what was known of its entity before', () => {
    const changed = [...policy];
    const at = changed.findLastIndex((line) => line.includes('\tperson\t'));
    changed[at] = changed[at]!.replace(/cash_fen=(\d+)/, 'cash_fen=1$1');
    const { event, states } = compare(policy, changed);
    const { number } = parsed[at - 1] as Extract<TraceLine, { type: 'event' }>;
    const [, cash = ''] = /cash_fen=(\d+)/.exec(policy[at]!)!;
    expect(states).toEqual([]);
    expect(event).toMatchObject({ line: at + 1, only: undefined });
    expect(event?.values).toEqual([{ name: 'cash_fen', found: [cash, `1${cash}`] }]);
    expect(event?.found[0]?.number).toBe(number);
    const history = finish(historyOf(policy, event!.found[0]!, event!.line, 3));
    const all = policy.slice(0, at).filter((line) => line.includes(`\tperson\t${number}\t`));
    expect(history).toEqual(all.slice(-3));
  });

  it('finds an event that is missing at the end of a minute', () => {
    const at = policy.findIndex((line, i) => line.startsWith('event') && policy[i + 1]!.startsWith('digest'));
    const { event } = compare(policy, policy.toSpliced(at, 1));
    expect(event).toMatchObject({ line: at + 1, only: 0 });
    expect(event?.found[1]).toBeUndefined();
  });

  it('collects the columns of the state that differ, by when they first do', () => {
    const states = policy.flatMap((line, i) => (line.startsWith('state') ? [i] : []));
    const columns = new Set(of('state').map(({ column }) => column)).size;
    const changed = [...policy];
    for (const i of [0, 2, columns, columns + 1]) {
      changed[states[i]!] = changed[states[i]!]!.replace(/.{16}$/, '0'.repeat(16));
    }
    const names = of('state').map(({ column }) => column);
    expect(compare(policy, changed)).toMatchObject({
      equal: false,
      event: undefined,
      states: [
        { tick: MIDNIGHT, columns: [names[0], names[2]] },
        { tick: MIDNIGHT + 1, columns: [names[1]] },
      ],
    });
  });

  it.each([
    ['nothing', [], 1],
    ['no header', ['novel', 'chapter one'], 1],
    ['a header that is none', ['cashless-city trace 2\t{"kinds":7}'], 1],
    ['another format', ['cashless-city trace 2\t{}'], 1],
    ['no end', policy.slice(0, -1), policy.length],
    ['no line of ours', policy.toSpliced(40, 1, 'event\t1\tnoon'), 41],
  ])('refuses a text with %s, and names side and line', (_, text, line) => {
    const sides = [
      [() => compare(text, policy), 0],
      [() => compare(policy, text), 1],
    ] as const;
    for (const [act, side] of sides) {
      let caught: unknown;
      try {
        act();
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(NotATrace);
      expect(caught).toMatchObject({ side, line });
    }
  });
});

describe('on the command line', () => {
  const SMALL = ['--scale', '4000', '--days', '5'];
  const files = { baseline: join(folder, 'baseline.trace'), policy: join(folder, 'policy.trace') };

  beforeAll(async () => {
    for (const world of ['baseline', 'policy'] as const) {
      const options = ['--world', world, '--day', '5', '--to', files[world]];
      const ended = await sim(['trace', 'wuhan-outage', ...options, ...SMALL]);
      expect(ended).toMatchObject({ status: 0, stdout: '', stderr: '' });
    }
  });

  it('trace --to writes what it prints without, and leaves nothing else behind', async () => {
    const { status, stdout, stderr } = await simAlone([
      'trace',
      'wuhan-outage',
      '--world',
      'policy',
      '--day',
      '5',
      ...SMALL,
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(files.policy, 'utf8')).toBe(stdout);
    expect(stdout).toMatch(/^cashless-city trace 2\t.*\n(.*\n)+end\t\d+\t[0-9a-f]{16}\n$/);
    expect(readdirSync(folder).sort()).toEqual(['baseline.trace', 'policy.trace']);
  });

  it('trace takes the place of an earlier trace when it is told to', async () => {
    const to = join(folder, 'twice.trace');
    const trace = ['trace', 'wuhan-empty', '--world', 'baseline', '--day', '1', ...SMALL];
    for (const seed of ['1', '2']) {
      expect((await sim([...trace, '--seed', seed, '--to', to, '--replace'])).status).toBe(0);
      expect(readFileSync(to, 'utf8').split('\n')[0]).toContain(`"seed":"${seed}"`);
    }
    const refused = await sim([...trace, '--to', to]);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('found an earlier trace, expected a new file, or --replace with it');
  });

  it('diff says equal with status 0', async () => {
    const { status, stdout, stderr } = await sim(['diff', files.policy, files.policy]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/\nequal: every event, every value and every digest of the state\n$/);
  });

  it('diff says where two worlds part, and why, with status 1', async () => {
    const { status, stdout, stderr } = await simAlone(['diff', files.baseline, files.policy]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('A: wuhan-outage, baseline, seed 7, 1:4000, day 5 (2017-07-14)');
    expect(stdout).toContain('the state is the same whenever it was digested before');
    expect(stdout).toMatch(/the first event to differ \(line \d+, after \d+ equal events\): only B has it/);
    expect(stdout).toContain('B: outage.begin of action 0 at 07:30:00.0 (tick 3726000)');
  });

  it.each([
    [['--day', '1'], '--world: found nothing, expected baseline or policy'],
    [['--world', 'left', '--day', '1'], '--world: found "left", expected baseline or policy'],
    [['--world', 'policy'], '--day: found nothing, expected a day from 1 to 5'],
    [['--world', 'policy', '--day', '6'], '--day: found "6", expected a whole number from 1 to 5'],
    [['--world', 'policy', '--day', '0'], '--day: found "0", expected a whole number from 1 to 5'],
    [['--world', 'policy', '--day', '1', '--to', folder], 'found a folder, expected a file or nothing'],
    [['--world', 'policy', '--day', '1', '--to', join(folder, 'no/such')], 'found no folder to put it in'],
  ])('trace %j is bad input', async (options, message) => {
    const { status, stdout, stderr } = await sim(['trace', 'wuhan-outage', ...options, ...SMALL]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('trace leaves a file that is somebody else’s alone', async () => {
    const theirs = join(folder, 'novel.txt');
    writeFileSync(theirs, 'chapter one');
    const { status, stderr } = await sim(['trace', 'wuhan-empty', '--world', 'policy', '--day', '1', '--to', theirs]);
    expect(status).toBe(2);
    expect(stderr).toContain('found a file that is no trace, expected a new one');
    expect(readFileSync(theirs, 'utf8')).toBe('chapter one');
  });

  it('diff answers with file and line what is no trace', async () => {
    const cut = join(folder, 'cut.trace');
    const lines = readFileSync(files.policy, 'utf8').split('\n');
    writeFileSync(cut, `${lines.slice(0, 50).join('\n')}\nevent\t`);
    const long = join(folder, 'long.trace');
    writeFileSync(long, 'x'.repeat(3 << 20));
    const cases = [
      [cut, `${cut}:51:1 found the end of the text, expected a trace that ends with a line`],
      [long, `${long}: found a line of more than 1048576 bytes, expected a trace`],
      [folder, `${folder}: found a folder, expected a trace`],
      [join(folder, 'none'), 'none: found no file of that name, expected a trace'],
    ] as const;
    for (const [file, message] of cases) {
      const { status, stdout, stderr } = await sim(['diff', files.policy, file]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(message);
    }
  });

  it('a trace that is interrupted leaves nothing', async () => {
    const place = join(folder, 'interrupted');
    mkdirSync(place);
    let ended: Ended | undefined;
    // Before the program listens a signal ends it as it ends any other: then it is tried again, a little later.
    for (const delay of [1_500, 4_000, 10_000]) {
      const options = ['--world', 'policy', '--day', '40', '--scale', '50', '--to', join(place, 'day.trace')];
      const { child, ended: end } = start(['trace', 'wuhan-2017', ...options]);
      await wait(delay);
      expect(child.kill('SIGINT')).toBe(true);
      ended = await end;
      if (ended.signal === null) break;
    }
    expect(ended).toMatchObject({ status: 130, signal: null, stdout: '', stderr: '' });
    expect(existsSync(place) && readdirSync(place)).toEqual([]);
  });
});
