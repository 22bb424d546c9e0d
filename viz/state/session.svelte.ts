/**
 * A run on the screen: which scenario, both worlds, how fast, and what has been seen so far. Components read its runes;
 * the map reads its scene in every animation frame. It knows no DOM but the address bar.
 */
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { PairClosed, WorldFault, WorldPair } from '../../sim/runner/client.ts';
import type { Pair } from '../../sim/runner/client.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import type { CityView, Frame, WorldName, WorldResult } from '../../sim/runner/protocol.ts';
import { Formats } from '../format.ts';
import { languageTag, messages, preferredLocale } from '../i18n/index.ts';
import type { Locale } from '../i18n/index.ts';
import type { Scene } from '../map/stage.ts';
import { readAddress, writeAddress } from './address.ts';
import type { Address, AddressMistake } from './address.ts';
import { History } from './history.ts';
import type { Sample } from './history.ts';
import { Inspector } from './inspector.svelte.ts';
import {
  COARSE_PICTURE_MS,
  COARSE_TICKS,
  RequestSizer,
  SPEED_DEFAULT,
  SPEEDS,
  advanceShown,
  nearestSpeed,
  nextTarget,
  tourSpeed,
} from './pace.ts';
import { thisMachine, workersFor } from './workers.ts';
import type { Workers } from './workers.ts';

/** opening: Workers build the city; night: on the way to the first morning; then running, finishing, finished or failed. */
export type Phase = 'opening' | 'night' | 'running' | 'finishing' | 'finished' | 'failed';

/** What the words and numbers of the page show; replaced a few times a second. */
export interface Snapshot {
  readonly tick: number;
  readonly live: Pair<Float64Array>;
}

export interface Fault {
  readonly world: WorldName | null;
  readonly message: string;
}

/** The first morning begins here: a city at midnight has little to show. */
const MORNING = 7 * TICKS_PER_HOUR;
/** Pace of the first night and of a step, in simulated seconds a second. */
const NIGHT_SPEED = 24 * 3600;
const STEP_SPEED = 1.5 * 3600;
/** Pace towards an instant that has not been simulated yet. */
const RUSH_SPEED = 30 * 24 * 3600;
const STEP_TICKS = TICKS_PER_HOUR;
/** Above this speed single payments would only flicker. */
const FLASH_SPEED_MAX = 900;
const PUBLISH_MS = 250;
/** A tab that was hidden does not catch up; a picture that took long is made good. */
const ELAPSED_MS_MAX = 400;

export class Session {
  readonly reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;

  address: Address = $state.raw({} as Address);
  mistakes: readonly AddressMistake[] = $state.raw([]);
  locale: Locale = $state('en');
  phase: Phase = $state('opening');
  playing = $state(true);
  speed = $state(SPEED_DEFAULT);
  /** Whether the speed rises by itself, because nobody has chosen one. */
  touring = $state(false);
  /** Whether the worlds cannot keep up with the speed asked for. */
  behind = $state(false);
  scenario: Scenario | null = $state.raw(null);
  city: CityView | null = $state.raw(null);
  workers: Workers = $state.raw({ used: 1, wanted: 1 });
  snapshot: Snapshot | null = $state.raw(null);
  samples: readonly Sample[] = $state.raw([]);
  results: Pair<WorldResult> | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  /** Counts restarts. */
  run = $state(0);

  readonly words = $derived(messages(this.locale));
  readonly formats = $derived(new Formats(this.locale));
  readonly end = $derived((this.scenario?.days ?? 1) * TICKS_PER_DAY);
  readonly flashes = $derived(this.speed <= FLASH_SPEED_MAX && !this.reducedMotion);

  readonly inspector = new Inspector((target) => (this.pair === null ? null : this.pair.inspect(target)));

  private pair: WorldPair | null = null;
  private frames: Pair<Frame>[] = [];
  private shown = 0;
  private simulated = 0;
  /** Latest instant that has been simulated: up to it, going anywhere takes no time. */
  furthest = $state(0);
  private busy = false;
  private stepTo: number | null = null;
  /** Whether the step is a long one, to be made as fast as the worlds go. */
  private rushing = false;
  /** Instant to land on, while the worlds are being taken there. */
  private landing: number | null = null;
  private history = new History();
  private sizer = new RequestSizer();
  /** Milliseconds of play since the first morning, while touring. */
  private toured = 0;
  private lastNow = 0;
  private lastPublished = 0;
  private shownAtPublish = 0;
  private scene: Scene | null = null;
  /** When the last picture was chosen. */
  private pictured = 0;

  constructor() {
    const { address, mistakes } = readAddress(location.search, SHIPPED_SCENARIOS);
    this.mistakes = mistakes;
    this.locale = address.lang ?? preferredLocale(navigator.languages);
    this.speed = nearestSpeed(address.speed ?? SPEED_DEFAULT);
    this.playing = address.play ?? !this.reducedMotion;
    this.touring = address.speed === null;
    this.address = { ...address, lang: this.locale };
  }

  /** Simulated instant on the screen, in ticks. */
  get tick(): number {
    return this.shown;
  }

  /** Starts the run the address asks for, from its first day. */
  restart(change: Partial<Pick<Address, 'scenario' | 'seed' | 'days' | 'scale'>> = {}): void {
    this.pair?.close();
    this.pair = null;
    this.frames = [];
    this.scene = null;
    this.shown = this.simulated = this.shownAtPublish = 0;
    this.busy = false;
    this.stepTo = null;
    this.rushing = false;
    this.landing = null;
    this.furthest = 0;
    this.toured = 0;
    if (this.touring) this.speed = SPEED_DEFAULT;
    this.history = new History();
    this.sizer = new RequestSizer();
    this.inspector.close();
    this.results = null;
    this.fault = null;
    this.snapshot = null;
    this.samples = [];
    this.behind = false;
    this.run++;
    this.phase = 'opening';
    this.address = { ...this.address, ...change };
    const { scenario: name, seed, days, scale } = this.address;
    let scenario: Scenario;
    try {
      scenario = shippedScenario(name, {
        ...(seed === null ? {} : { seed }),
        ...(days === null ? {} : { days }),
        ...(scale === null ? {} : { scale }),
      });
    } catch (fault) {
      this.scenario = null;
      this.city = null;
      this.fail(fault);
      return;
    }
    this.scenario = scenario;
    this.workers = workersFor(scenario, this.address.workers, thisMachine());
    this.setAddress({ seed: scenario.seed, days: scenario.days, scale: scenario.scale });
    void this.open(scenario);
  }

  private async open(scenario: Scenario): Promise<void> {
    const pair = new WorldPair(scenario, this.workers.used);
    this.pair = pair;
    try {
      const city = await pair.open();
      const first = await pair.advance(0);
      if (this.pair !== pair) return;
      this.city = city;
      this.take(first);
      this.frames = [first, first];
      this.phase = 'night';
      this.publish(0);
    } catch (fault) {
      if (this.pair === pair) this.fail(fault);
    }
  }

  /** The same run again, from its first day, playing. */
  startOver(): void {
    this.playing = !this.reducedMotion;
    this.restart();
  }

  play(): void {
    if (this.phase === 'finished') return;
    this.playing = true;
    this.stepTo = null;
    this.rushing = false;
    this.setAddress({ play: this.reducedMotion ? true : null });
  }

  pause(): void {
    this.playing = false;
    this.stepTo = null;
    this.rushing = false;
    this.setAddress({ play: false });
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Goes one hour on and stops there. */
  step(): void {
    if (this.phase !== 'running') return;
    if (this.playing) this.pause();
    this.rushing = false;
    this.stepTo = Math.min(this.end, Math.floor(this.stepTo ?? this.shown) + STEP_TICKS);
  }

  /**
   * Takes the run to an instant, and stops there: at once where it has been simulated, before or after the one shown; else
   * as fast as the worlds go.
   */
  travel(tick: number): void {
    if (this.phase !== 'night' && this.phase !== 'running' && this.phase !== 'finished') return;
    const goal = Math.max(0, Math.min(this.end, Math.round(tick)));
    if (this.playing) this.pause();
    if (this.phase !== 'running') this.phase = 'running';
    if (goal > this.furthest) {
      this.landing = null;
      this.stepTo = goal;
      this.rushing = true;
      return;
    }
    this.stepTo = null;
    this.rushing = false;
    this.landing = goal;
    this.land();
  }

  /** Has the worlds taken to where they are to land, once they are free. Another landing asked for meanwhile follows. */
  private land(): void {
    const { pair, landing } = this;
    if (pair === null || landing === null || this.busy) return;
    this.busy = true;
    pair.advance(landing).then(
      (reply) => {
        if (this.pair !== pair) return;
        this.busy = false;
        this.shown = this.simulated = reply.baseline.tick;
        this.frames = [reply, reply];
        this.history.record(this.shown, { baseline: reply.baseline.live, policy: reply.policy.live });
        this.publish(this.lastNow);
        if (this.landing !== landing) this.land();
        else {
          this.landing = null;
          if (this.shown >= this.end) void this.finish();
        }
      },
      (fault: unknown) => {
        if (this.pair === pair) this.fail(fault);
      },
    );
  }

  setSpeed(speed: number): void {
    this.touring = false;
    if (speed < this.speed) this.catchUp();
    this.speed = nearestSpeed(speed);
    this.setAddress({ speed: this.speed });
  }

  /** Shows what is simulated already: at a lower speed the lead of the higher one would take long to walk. */
  private catchUp(): void {
    const latest = this.frames.at(-1);
    if (this.phase !== 'running' || latest === undefined) return;
    this.shown = this.simulated;
    this.frames = [latest, latest];
  }

  /** One notch faster (1) or slower (−1). */
  shiftSpeed(by: 1 | -1): void {
    const at = SPEEDS.findIndex((speed) => speed === this.speed) + by;
    this.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at))] ?? SPEED_DEFAULT);
  }

  setLocale(locale: Locale): void {
    this.locale = locale;
    this.setAddress({ lang: locale });
  }

  get languageTag(): string {
    return languageTag(this.locale);
  }

  private setAddress(change: Partial<Address>): void {
    this.address = { ...this.address, ...change };
    window.history.replaceState(null, '', writeAddress(this.address));
  }

  /** To be called in every animation frame; returns what to draw, or null before there is anything. */
  frame(now: number): Scene | null {
    const elapsed = Math.min(ELAPSED_MS_MAX, Math.max(0, now - this.lastNow));
    this.lastNow = now;
    this.tour(elapsed);
    const speed = this.paceNow();
    if (speed > 0 && this.frames.length > 0) {
      const goal = this.goal();
      this.shown = Math.min(goal, advanceShown(this.shown, this.simulated, speed, elapsed));
      if (this.shown >= goal) this.arrive();
      this.ask();
    }
    if (now - this.lastPublished >= PUBLISH_MS) this.publish(now);
    return this.look(now);
  }

  /** Goes faster by itself as long as nobody has chosen a speed. */
  private tour(elapsed: number): void {
    if (!this.touring || this.phase !== 'running' || !this.playing) return;
    this.toured += elapsed;
    this.speed = tourSpeed(this.toured);
  }

  /** Simulated seconds a second just now; 0 where the picture stands still. */
  private paceNow(): number {
    if (this.phase === 'night') return NIGHT_SPEED;
    if (this.phase !== 'running') return 0;
    if (this.landing !== null) return 0;
    if (this.rushing) return RUSH_SPEED;
    if (this.stepTo !== null) return this.reducedMotion ? 1e6 : STEP_SPEED;
    return this.playing ? this.speed : 0;
  }

  private goal(): number {
    if (this.phase === 'night') return MORNING;
    return this.stepTo ?? this.end;
  }

  private arrive(): void {
    if (this.phase === 'night') this.phase = 'running';
    this.stepTo = null;
    this.rushing = false;
    if (this.shown >= this.end) void this.finish();
  }

  /** Asks both worlds for the next frame where it is due. */
  private ask(): void {
    const { pair } = this;
    const speed = this.paceNow();
    if (pair === null || this.busy || speed === 0) return;
    const target = nextTarget(this.shown, this.simulated, this.goal(), speed, this.sizer.ticksMaxAt(speed));
    if (target === null) return;
    this.busy = true;
    const asked = performance.now();
    const ticks = target - this.simulated;
    pair.advance(target).then(
      (reply) => {
        if (this.pair !== pair) return;
        this.sizer.learn(ticks, performance.now() - asked);
        this.busy = false;
        if (this.landing !== null) this.land();
        else {
          this.take(reply);
          this.ask();
        }
      },
      (fault: unknown) => {
        if (this.pair === pair) this.fail(fault);
      },
    );
  }

  private take(reply: Pair<Frame>): void {
    const { tick } = reply.baseline;
    this.frames.push(reply);
    this.simulated = tick;
    this.furthest = Math.max(this.furthest, tick);
    this.history.record(tick, { baseline: reply.baseline.live, policy: reply.policy.live });
  }

  /** Picks the two frames around the instant shown. */
  private look(now: number): Scene | null {
    while (this.frames.length > 2 && (this.frames[1] as Pair<Frame>).baseline.tick <= this.shown) this.frames.shift();
    const [first, after] = this.frames;
    if (first === undefined || after === undefined) return null;
    // Where the picture has come to its last frame, that frame is what there is to see.
    const before = after.baseline.tick <= this.shown ? after : first;
    if (this.phase === 'night' && this.reducedMotion) return null;
    const coarse = after.baseline.tick - before.baseline.tick > COARSE_TICKS;
    // Pictures hours apart are looked at one by one: fewer of them leave the machine to the worlds.
    if (coarse && this.scene !== null && now - this.pictured < COARSE_PICTURE_MS) return this.scene;
    this.pictured = now;
    // A long jump is not walked: the buses are shown where they are at its end.
    const tick = coarse ? after.baseline.tick : this.shown;
    this.scene = { before, after, tick, flashes: this.flashes && this.phase === 'running' };
    return this.scene;
  }

  private publish(now: number): void {
    const passed = now - this.lastPublished;
    const wanted = (this.paceNow() * 10 * passed) / 1000;
    if (this.phase === 'running' && this.playing && passed < 2 * PUBLISH_MS) {
      this.behind = this.shown - this.shownAtPublish < 0.7 * wanted && this.shown < this.end;
    }
    this.lastPublished = now;
    this.shownAtPublish = this.shown;
    const [first, after] = this.frames;
    if (first === undefined) return;
    // As in the picture: where it has come to its last frame, the numbers are of that instant too.
    const { baseline, policy } = after !== undefined && after.baseline.tick <= this.shown ? after : first;
    if (this.snapshot?.live.baseline !== baseline.live || this.snapshot.tick !== this.shown) {
      this.snapshot = { tick: this.shown, live: { baseline: baseline.live, policy: policy.live } };
      this.samples = this.history.samples(this.simulated);
      this.inspector.refresh();
    }
  }

  private async finish(): Promise<void> {
    const { pair } = this;
    if (pair === null || this.phase !== 'running') return;
    if (this.results !== null) {
      this.phase = 'finished';
      this.playing = false;
      return;
    }
    this.phase = 'finishing';
    try {
      const results = await pair.finish();
      if (this.pair !== pair) return;
      this.results = results;
      this.furthest = this.end;
      this.phase = 'finished';
      this.playing = false;
      this.publish(this.lastNow);
    } catch (fault) {
      if (this.pair === pair) this.fail(fault);
    }
  }

  private fail(fault: unknown): void {
    if (fault instanceof PairClosed) return;
    // A world without its other half is of no use.
    this.pair?.close();
    this.pair = null;
    this.phase = 'failed';
    this.playing = false;
    this.fault = {
      world: fault instanceof WorldFault ? fault.world : null,
      message: fault instanceof Error ? fault.message : String(fault),
    };
  }
}
