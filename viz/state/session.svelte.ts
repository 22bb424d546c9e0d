/** What the page shows: which scenario and run, which view of it, in which language; and the address that says so. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { preparedResults, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import type { Target } from '../../sim/runner/protocol.ts';
import { formatsOf } from '../format.ts';
import { languageTag, messages, preferredLocale } from '../i18n/index.ts';
import type { Locale } from '../i18n/index.ts';
import { MAP_MODES } from '../map/props.ts';
import type { MapMode, MapPlace } from '../map/props.ts';
import { applicable } from '../measures/figure.ts';
import { CURVES_MAX, FIRST_VIEW, METHOD_PARTS, sameRun, readAddress, writeAddress } from './address.ts';
import type { Address, AddressMistake, MethodPart, Panel, SharedPlan, View } from './address.ts';
import { Bench } from '../compare/bench.svelte.ts';
import { decodePlan } from './plan-code.ts';
import { AddressBar } from './address-bar.ts';
import { ColumnSettings } from './column.svelte.ts';
import { firstResults } from './first-results.ts';
import { Inspector } from './inspector.svelte.ts';
import { instantOf, tickOf } from './instant.ts';
import { thisMachine, workersFor } from './machine.ts';
import type { Workers } from './machine.ts';
import { SPEED_DEFAULT, nearestSpeed } from './pace.ts';
import { Plans, PLANS_MAX } from '../plan/plans.svelte.ts';
import { ObservedSeries } from './observed.svelte.ts';
import { Playback } from './playback.svelte.ts';
import { Recording } from './recording.svelte.ts';
import { SCENARIOS, scenarioOf } from './scenarios.ts';
import type { Cause } from './trouble.ts';

/** What of a run can be chosen beside its scenario. */
export type RunSettings = Pick<Address, 'seed' | 'days' | 'scale'>;

/** While it plays, the address follows the clock so often. */
const FOLLOW_MS = 2000;

export class Session {
  readonly reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;

  address: Address = $state.raw({} as Address);
  mistakes: readonly AddressMistake[] = $state.raw([]);
  /** Further mistakes of the address, which are only counted. */
  untoldMistakes = 0;
  locale: Locale = $state('en');
  scenario: Scenario | null = $state.raw(null);
  workers: Workers = $state.raw({ used: 1, wanted: 1 });
  /**
   * What several seeds say of this run's scenario, made beforehand: of the measures shown first, of all once others are asked for.
   * Null where nothing was made, or it is of other days.
   */
  prepared: PreparedResults | null = $state.raw(null);
  private hasAll = false;

  /** Large type without settings, for a screen that many look at. */
  isPresenting = $state(false);
  /** A file that was dropped on the page, until a view has taken it; the text of one that is too large is not read. */
  dropped: { readonly name: string; readonly text: string; readonly isLarge: boolean } | null = $state.raw(null);
  /** Files to make a city of, while its dialog is open; null while it is not. */
  ownCity: readonly File[] | null = $state.raw(null);
  /** What the reader has observed, beside the curves. */
  readonly observed = new ObservedSeries();
  /** What is set in the column beside the map. */
  readonly column = new ColumnSettings();
  /** Plans that are edited, whichever view is shown. */
  readonly plans = new Plans();
  /** Results of quick runs, by the code of their plan. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly drafts = new Map<string, PreparedResults>();

  /** The film that is recorded of the map. */
  readonly recording = new Recording();
  /** Whether a map is drawn just now, and why not where it cannot be: what is made of it is offered by that. */
  map: { readonly isThere: boolean; readonly cause: Cause | null } = $state.raw({ isThere: false, cause: null });
  /** Draws the map for a file; null before its view is. */
  private drawMap: (() => HTMLCanvasElement | null) | null = null;

  /** Quick runs of what is compared: they go on whichever view is shown. */
  readonly bench = new Bench(navigator.hardwareConcurrency);

  readonly words = $derived(messages(this.locale));
  readonly formats = $derived(formatsOf(this.locale));
  readonly view: View = $derived(this.address.view ?? FIRST_VIEW);
  readonly mode: MapMode = $derived(this.address.map ?? MAP_MODES[0]);
  readonly panel: Panel = $derived(this.address.panel ?? 'curves');

  readonly playback: Playback;
  readonly inspector: Inspector;
  private readonly bar: AddressBar;
  private followed = 0;
  /** Counts the runs that were asked for: an earlier one that comes late is not wanted any more. */
  private asked = 0;
  /** What is to be run when a view is shown that shows it. */
  private waiting: Scenario | null = null;

  constructor() {
    const { address, mistakes, untold } = readAddress(location.search, SCENARIOS, location.hash);
    this.untoldMistakes = untold;
    this.mistakes = mistakes;
    this.locale = address.lang ?? preferredLocale(navigator.languages);
    this.address = { ...address, lang: this.locale };
    this.adopt(address);
    this.bar = new AddressBar(() => this.goTo());
    this.playback = new Playback(this.reducedMotion, () => this.onPublish());
    this.inspector = new Inspector((target) => this.playback.inspect(target));
    this.playback.speed = nearestSpeed(address.speed ?? SPEED_DEFAULT);
    this.playback.playing = address.play ?? !this.reducedMotion;
    this.playback.touring = address.speed === null;
  }

  get languageTag(): string {
    return languageTag(this.locale);
  }

  /** Starts the run the address asks for, at the instant it names. */
  restart(): void {
    const { playback, address } = this;
    const asked = ++this.asked;
    playback.clear();
    this.inspector.close();
    this.waiting = null;
    this.prepared = null;
    // Fetched at the same time.
    const results = address.plan === null ? firstResults(address.scenario) : Promise.resolve(null);
    results.catch(() => undefined);
    scenarioOf(address, this.formats).then(
      (scenario) => {
        if (asked === this.asked) this.begin(scenario, results);
      },
      (fault: unknown) => {
        if (asked !== this.asked) return;
        this.scenario = null;
        playback.fail(fault);
      },
    );
  }

  /** Shows a scenario, and runs it where its run is seen. */
  private begin(scenario: Scenario, results: Promise<PreparedResults | null>): void {
    const { address } = this;
    this.scenario = scenario;
    this.workers = workersFor(scenario, address.workers, thisMachine());
    this.amend({ seed: scenario.seed, days: scenario.days, scale: scenario.scale });
    this.prepare(scenario, results);
    if (address.look !== null) this.inspector.pin(address.look);
    this.waiting = scenario;
    if (this.view !== 'story') this.openRun();
  }

  /** Opens the run that waits, if one does: beside a story none goes on, which a phone would feel. */
  openRun(): void {
    const { waiting, address } = this;
    if (waiting === null) return;
    this.waiting = null;
    const at = address.at === null ? null : tickOf(address.at, waiting.start);
    void this.playback.open(waiting, this.workers.used, at);
  }

  /** Takes in what was made beforehand: a side matter, so that whatever goes wrong with it stops nothing. */
  private prepare(scenario: Scenario, results: Promise<PreparedResults | null>): void {
    this.hasAll = false;
    const { plan } = this.address;
    if (plan !== null) {
      this.prepared = applicable(this.drafts.get(plan) ?? null, scenario);
      return;
    }
    results.then(
      // Not in the task that shows the scenario, which is long enough.
      (found) =>
        setTimeout(() => {
          if (this.scenario === scenario) this.prepared = applicable(found, scenario);
        }),
      () => undefined,
    );
  }

  /** Fetches what was made beforehand of all measures, once. */
  fetchAllResults(): void {
    const { scenario, address } = this;
    if (scenario === null || address.plan !== null || this.hasAll) return;
    this.hasAll = true;
    preparedResults(scenario.name).then(
      (found) => {
        if (this.scenario === scenario) this.prepared = applicable(found ?? null, scenario);
      },
      () => {
        if (this.scenario === scenario) this.hasAll = false;
      },
    );
  }

  /**
   * Another run, from its first day; the one on the screen is a step back.
   * @param plan its code where it is not the scenario as it is shipped
   */
  startRun(scenario: string, settings: RunSettings, plan: string | null = null): void {
    this.step({ scenario, ...settings, plan, at: null, look: null, place: null });
    this.playback.playing = !this.reducedMotion;
    this.restart();
  }

  /** Runs a plan in the city. @param results of its quick runs, if there are any */
  startPlan(plan: string, results: PreparedResults | null): void {
    if (results !== null) this.drafts.set(plan, results);
    this.step({ view: null });
    this.startRun(this.address.scenario, { seed: null, days: null, scale: null }, plan);
  }

  /** Told by the map how to draw it for a file. */
  setMap(draw: () => HTMLCanvasElement | null): void {
    this.drawMap = draw;
  }

  /** The map as it is now, with its names, key and source. */
  picture(): HTMLCanvasElement | null {
    return this.drawMap?.() ?? null;
  }

  /** The whole address of what is shown, with a change. */
  linkOf(change: Partial<Address>): string {
    return location.href.replace(/[?#].*$/s, '') + writeAddress({ ...this.address, ...change });
  }

  /** What is compared, with the plans among it, so that the address holds all of it. */
  setCompared(compare: readonly string[], plans: readonly SharedPlan[]): void {
    const had = this.address;
    const wanted = plans.length === 0 ? null : plans;
    const isSame = had.compare?.join() === compare.join() && JSON.stringify(had.plans) === JSON.stringify(wanted);
    if (!isSame) this.amend({ compare, plans: wanted });
  }

  /** Takes in the plans that a link brings. */
  private adopt({ plans, compare }: Address): void {
    if (plans === null) return;
    const shared = plans.flatMap(({ letter, code }) => {
      const data = decodePlan(code);
      return data === null ? [] : [{ letter, data }];
    });
    const letters = this.plans.adopt(shared);
    const lost = shared.filter(({ letter }) => !letters.has(letter));
    const expected = { kind: 'room', most: PLANS_MAX } as const;
    this.mistakes = [
      ...this.mistakes,
      ...lost.map(({ letter }) => ({ key: 'plans', found: letter.toUpperCase(), expected })),
    ];
    const keys = (compare ?? shared.map(({ letter }) => letter)).flatMap((key) => {
      if (!shared.some(({ letter }) => letter === key)) return [key];
      return letters.get(key)?.toLowerCase() ?? [];
    });
    this.address = { ...this.address, compare: keys };
  }

  setScreen(screen: number): void {
    this.step({ screen: screen === 1 ? null : screen });
  }

  /** Follows a link within the page: a step, and another run where it asks for one. */
  follow(search: string): void {
    const { address } = readAddress(search, SCENARIOS);
    const before = this.address;
    // Curves that the reader has chosen stay, unless the link brings some.
    const curves = address.curves ?? before.curves;
    this.step({ ...address, lang: this.locale, screen: before.screen, curves });
    if (address.speed !== null) this.playback.setSpeed(address.speed);
    this.playback.playing = address.play ?? !this.reducedMotion;
    const isSame = (['seed', 'days', 'scale'] as const).every((key) => (address[key] ?? before[key]) === before[key]);
    if (address.scenario !== before.scenario || before.plan !== null || !isSame) this.restart();
    else if (address.at !== null && this.scenario !== null) {
      this.playback.travel(tickOf(address.at, this.scenario.start), this.playback.playing);
    }
  }

  show(view: View): void {
    if (view !== this.view) this.step({ view: view === FIRST_VIEW ? null : view, plans: null });
  }

  setPanel(panel: Panel): void {
    this.step({ panel: panel === 'curves' ? null : panel }, 'panel');
  }

  /** Measures whose curves are shown, the first on top; beyond what an address holds the last are left out. */
  setCurves(curves: readonly string[]): void {
    this.step({ curves: curves.slice(0, CURVES_MAX) }, 'curves');
  }

  setPart(part: MethodPart): void {
    this.step({ part: part === METHOD_PARTS[0] ? null : part }, 'part');
  }

  setMode(mode: MapMode): void {
    this.step({ map: mode === MAP_MODES[0] ? null : mode }, 'map');
  }

  /** What areas of the map are coloured by. */
  setAreas(areas: string): void {
    this.step({ areas }, 'areas');
  }

  setPlace(place: MapPlace | null): void {
    this.amend({ place });
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
    this.amend({ lang: locale });
  }

  /**
   * Keeps looking at something, or at nothing any more.
   * @param isSought whether it was not chosen on the map, which then brings it into view
   */
  select(target: Target | null, isSought = false): void {
    if (target === null) {
      this.inspector.close();
      const back = this.panel === 'inspect' ? { panel: null } : {};
      this.step({ look: null, ...back }, 'look');
    } else {
      this.inspector.pin(target, isSought);
      this.step({ look: target, panel: 'inspect' }, 'look');
    }
  }

  toggle(): void {
    this.playback.toggle();
    const { playing } = this.playback;
    this.amend({ play: playing === this.reducedMotion ? playing : null, at: this.instant() });
  }

  travel(tick: number): void {
    this.playback.travel(tick);
    if (this.scenario !== null && this.playback.isOpen) {
      this.amend({ play: false, at: instantOf(this.playback.goingTo ?? tick, this.scenario.start) });
    }
  }

  stepHour(): void {
    this.playback.step();
    this.amend({ play: this.reducedMotion ? null : false });
  }

  setSpeed(speed: number): void {
    this.playback.setSpeed(speed);
    this.amend({ speed: this.playback.speed });
  }

  shiftSpeed(by: 1 | -1): void {
    this.playback.shiftSpeed(by);
    this.amend({ speed: this.playback.speed });
  }

  private instant(): string | null {
    const { scenario, playback } = this;
    const isThere = playback.phase === 'running' || playback.phase === 'finished';
    // On its way to an instant, that is where it is meant to be.
    return scenario === null || !isThere
      ? this.address.at
      : instantOf(playback.goingTo ?? playback.tick, scenario.start);
  }

  private onPublish(): void {
    this.inspector.refresh();
    const now = performance.now();
    const { playing, goingTo } = this.playback;
    if (goingTo !== null || (playing && now - this.followed < FOLLOW_MS)) return;
    this.followed = now;
    this.amend({ at: this.instant() });
  }

  /** Changes the address in place. */
  private amend(change: Partial<Address>): void {
    this.address = { ...this.address, ...change };
    this.bar.replace(writeAddress(this.address));
  }

  /**
   * Changes the address, and leaves what was shown as a step back.
   * @param kind of what keys can run through, so that a run of it is one step
   */
  private step(change: Partial<Address>, kind?: string): void {
    const left = { ...this.address, at: this.instant() };
    this.address = { ...left, ...change };
    this.bar.push(writeAddress(left), writeAddress(this.address), kind);
  }

  /** Shows what another address says: the reader went back or forward. */
  private goTo(): void {
    const { address } = readAddress(location.search, SCENARIOS, location.hash);
    const { playback, address: before } = this;
    this.locale = address.lang ?? this.locale;
    this.address = { ...address, lang: this.locale };
    if (address.speed !== before.speed) {
      if (address.speed !== null) playback.setSpeed(address.speed);
      playback.touring = address.speed === null;
    }
    const plays = address.play ?? !this.reducedMotion;
    if (!sameRun(before, address)) {
      playback.playing = plays;
      this.restart();
      return;
    }
    if (address.look === null) this.inspector.close();
    else this.inspector.pin(address.look);
    if (address.at !== null && address.at !== before.at && this.scenario !== null) {
      playback.travel(tickOf(address.at, this.scenario.start), plays);
    } else if (address.play !== before.play) {
      if (plays) playback.play();
      else playback.pause();
    }
  }
}
