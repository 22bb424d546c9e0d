/**
 * Two worlds being played: where the picture stands, how fast it goes, and what has been simulated so far. The map reads its
 * scene in every animation frame, components read its runes. It knows no address and no words.
 */
import { PairClosed, WorldFault, WorldPair } from '../../sim/runner/client.ts';
import type { Pair, PairResult } from '../../sim/runner/client.ts';
import type { CityView, Frame, WorldName } from '../../sim/runner/protocol.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_SECOND } from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Scene } from '../map/stage.ts';
import { snapshotBytes, thisMachine } from './machine.ts';
import {
  COARSE_PICTURE_MS,
  COARSE_TICKS,
  RequestSizer,
  SPEED_DEFAULT,
  SPEEDS,
  advanceShown,
  lastWorkingMorning,
  nearestSpeed,
  nextTarget,
  tourSpeed,
} from './pace.ts';
import { beatWhileHidden } from './pulse.ts';
import { RunDays } from './run-days.svelte.ts';

/**
 * opening: Workers build the city; night: on the way to the first morning; running: not yet simulated to the end; finishing:
 * the result is being made up; finished: it is there, and the instant shown is only a cursor; failed.
 */
export type Phase = 'opening' | 'night' | 'running' | 'finishing' | 'finished' | 'failed';

/** What the words and numbers of the page show; replaced a few times a second. */
export interface Snapshot {
  readonly tick: number;
  readonly live: Pair<Float64Array>;
  /** People in queues or being served now. */
  readonly queueing: Pair<number>;
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
/** Pace to where the worlds are already, and of a step for who wants no motion. */
const JUMP_SPEED = 1e6;
/** Pace towards an instant that has not been simulated yet. */
const RUSH_SPEED = 30 * 24 * 3600;
const STEP_TICKS = TICKS_PER_HOUR;
/** Above this speed single payments would only flicker. */
const FLASH_SPEED_MAX = 900;
const PUBLISH_MS = 250;
/** A picture that took longer than this is not made good: the page was asleep. */
const ELAPSED_MS_MAX = 400;
/** A tab out of sight is woken about once a second, and asks so far ahead. */
const HIDDEN_LEAD_MS = 2500;
/** A page from which nothing was heard for so long was asleep: that says nothing of how fast the worlds are. */
const ASLEEP_MS = 2500;
/** The worlds are said to lag where they do less than this share of what was asked for. */
const BEHIND_SHARE = 0.7;
const BEHIND_MS = 1500;

export class Playback {
  phase: Phase = $state('opening');
  playing = $state(true);
  speed = $state(SPEED_DEFAULT);
  /** Whether the speed rises by itself, because nobody has chosen one. */
  touring = $state(false);
  /** Share of the speed asked for that the worlds do, where that is too little to keep quiet about. */
  behind: number | null = $state(null);
  city: CityView | null = $state.raw(null);
  snapshot: Snapshot | null = $state.raw(null);
  results: PairResult | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  /** Latest instant that has been simulated: up to it, going anywhere takes little time. */
  furthest = $state(0);
  /** Instant on the way to which the worlds are, as fast as they go; null where they play. */
  goingTo: number | null = $state(null);
  /** Counts runs. */
  run = $state(0);
  readonly days = new RunDays();
  readonly flashes = $derived.by(() => this.speed <= FLASH_SPEED_MAX && !this.reducedMotion);

  private scenario: Scenario | null = null;
  private pair: WorldPair | null = null;
  private frames: Pair<Frame>[] = [];
  private shown = 0;
  private simulated = 0;
  /** Instant that the worlds have been asked for last. */
  private asked = 0;
  private busy = false;
  private stepTo: number | null = null;
  /** Whether the step is no more than to where the worlds are already. */
  private catching = false;
  /** Whether the step is a long one, to be made as fast as the worlds go. */
  private rushing = false;
  private playsAfterRush = false;
  /** Instant to land on, while the worlds are being taken there. */
  private landing: number | null = null;
  private sizer = new RequestSizer();
  /** Milliseconds of play since the first morning, while touring. */
  private toured = 0;
  private lastNow = 0;
  private lastPublished = 0;
  private shownAtPublish = 0;
  /** What was asked for and done of late. */
  private pace = { ms: 0, done: 0, wanted: 0 };
  private scene: Scene | null = null;
  /** When the last picture was chosen. */
  private pictured = 0;

  /** @param onPublish called when the words and numbers have changed */
  constructor(
    private readonly reducedMotion: boolean,
    private readonly onPublish: () => void,
  ) {
    beatWhileHidden(() => this.frame(performance.now()));
  }

  get end(): number {
    return (this.scenario?.days ?? 1) * TICKS_PER_DAY;
  }
  /** Simulated instant on the screen, in ticks. */
  get tick(): number {
    return this.shown;
  }
  /** Whether the worlds can be taken to other instants now. */
  get isOpen(): boolean {
    return this.phase === 'night' || this.phase === 'running' || this.phase === 'finished';
  }

  /** Instant of which answers of the worlds are, if they are asked now: while it plays, they are ahead of the picture. */
  get reached(): number {
    return this.asked;
  }

  /** Asks about something in both worlds. */
  inspect: WorldPair['inspect'] = (target) => this.pair?.inspect(target) ?? Promise.reject(new PairClosed());

  /** Who the residents are, what each has spent in either world, and who was refused today. */
  residents: WorldPair['residents'] = () => this.pair?.residents() ?? Promise.reject(new PairClosed());

  /** Ends the run on the screen and forgets it. */
  clear(): void {
    this.pair?.close();
    this.pair = null;
    this.frames = [];
    this.scene = null;
    this.shown = this.simulated = this.asked = this.shownAtPublish = this.furthest = this.toured = 0;
    this.busy = this.catching = this.rushing = this.playsAfterRush = false;
    this.stepTo = this.landing = this.goingTo = null;
    if (this.touring) this.speed = SPEED_DEFAULT;
    this.sizer = new RequestSizer();
    this.days.clear();
    this.results = this.fault = this.snapshot = this.behind = this.city = null;
    this.run++;
    this.phase = 'opening';
  }

  /** Begins a run. @param at instant to go to first, as fast as the worlds go; the first morning where it is null */
  async open(scenario: Scenario, workers: number, at: number | null): Promise<void> {
    const pair = new WorldPair(scenario, workers, snapshotBytes(thisMachine()));
    this.scenario = scenario;
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
      if (at !== null && at > MORNING) this.travel(at, this.playing);
    } catch (fault) {
      if (this.pair === pair) this.fail(fault);
    }
  }

  /** Plays; after the end, from the first morning again. */
  play(): void {
    const isOver = this.phase === 'finished' && this.shown >= this.end;
    if (isOver) this.travel(MORNING, true);
    else if (this.goingTo !== null) this.playsAfterRush = true;
    else {
      this.playing = true;
      this.stepTo = null;
    }
  }

  /**
   * Stands still, where the worlds are: less than half a second of play ahead. Else map and clock would show one instant, and
   * whatever the worlds are asked would be of another. To take the worlds back instead would have them forget the day so far.
   */
  pause(): void {
    this.playing = this.rushing = this.playsAfterRush = false;
    this.stepTo = this.goingTo = this.behind = null;
    this.catching = this.isOpen && this.phase !== 'night' && this.landing === null && this.asked > this.shown;
    if (this.catching) this.stepTo = this.asked;
  }

  toggle(): void {
    if (this.playing || this.playsAfterRush) this.pause();
    else this.play();
  }

  /** Goes one hour on and stops there. */
  step(): void {
    if (this.phase !== 'running' && this.phase !== 'finished') return;
    const from = this.stepTo ?? this.landing ?? this.shown;
    this.pause();
    const goal = Math.min(this.end, Math.floor(from) + STEP_TICKS);
    // At high speed the worlds may be farther than that already.
    if (this.catching && this.asked >= goal) return;
    this.catching = false;
    this.stepTo = goal;
  }

  /**
   * Takes the run to an instant: at once where it has been simulated, before or after the one shown; else as fast as the
   * worlds go. @param plays whether it plays on from there, instead of standing still
   */
  travel(tick: number, plays = false): void {
    if (!this.isOpen) return;
    const goal = Math.max(0, Math.min(this.end, Math.round(tick)));
    this.pause();
    this.catching = false;
    this.stepTo = null;
    this.playsAfterRush = plays;
    this.goingTo = goal;
    if (this.phase === 'night') this.phase = 'running';
    if (goal > this.furthest) {
      this.landing = null;
      this.stepTo = goal;
      this.rushing = true;
      return;
    }
    this.landing = goal;
    this.land();
  }

  /** Has the worlds taken to where they are to land, once they are free. Another landing asked for meanwhile follows. */
  private land(): void {
    const { pair, landing } = this;
    if (pair === null || landing === null || this.busy) return;
    this.busy = true;
    this.asked = landing;
    pair.advance(landing).then(
      (reply) => {
        if (this.pair !== pair) return;
        this.busy = false;
        this.shown = this.simulated = reply.baseline.tick;
        this.frames = [reply, reply];
        this.publish(this.lastNow);
        if (this.landing !== landing) {
          this.land();
          return;
        }
        this.landing = null;
        // Where a step was asked for meanwhile, that begins here.
        if (this.stepTo === null) this.arrive();
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
    this.behind = null;
    this.pace = { ms: 0, done: 0, wanted: 0 };
  }

  /** Shows what is simulated already: at a lower speed the lead of the higher one would take long to walk. */
  private catchUp(): void {
    const latest = this.frames.at(-1);
    if (!this.isOpen || latest === undefined) return;
    this.shown = this.simulated;
    this.frames = [latest, latest];
  }

  /** One notch faster (1) or slower (−1). */
  shiftSpeed(by: 1 | -1): void {
    const at = SPEEDS.findIndex((speed) => speed === this.speed) + by;
    this.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at))] ?? SPEED_DEFAULT);
  }

  /** To be called in every animation frame; returns what to draw, or null before there is anything. */
  frame(now: number): Scene | null {
    const most = document.hidden ? HIDDEN_LEAD_MS : ELAPSED_MS_MAX;
    const elapsed = Math.min(most, Math.max(0, now - this.lastNow));
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
    if (this.phase !== 'running' && this.phase !== 'finished') return 0;
    if (this.landing !== null) return 0;
    if (this.rushing) return RUSH_SPEED;
    if (this.stepTo !== null) return this.catching || this.reducedMotion ? JUMP_SPEED : STEP_SPEED;
    return this.playing ? this.speed : 0;
  }

  private goal(): number {
    if (this.phase === 'night') return MORNING;
    return this.stepTo ?? this.end;
  }

  private arrive(): void {
    if (this.phase === 'night') this.phase = 'running';
    if (this.playsAfterRush && this.shown < this.end) this.playing = true;
    this.stepTo = this.goingTo = null;
    this.catching = this.rushing = this.playsAfterRush = false;
    this.onPublish();
    if (this.shown < this.end) return;
    const played = this.playing;
    this.pause();
    if (this.phase === 'running') void this.finish(played);
  }

  /** Asks both worlds for the next frame where it is due. */
  private ask(): void {
    const { pair } = this;
    const speed = this.paceNow();
    if (pair === null || this.busy || speed === 0) return;
    const lead = document.hidden ? HIDDEN_LEAD_MS : 0;
    const target = nextTarget(this.shown, this.simulated, this.goal(), speed, this.sizer.ticksMaxAt(speed), lead);
    if (target === null) return;
    this.busy = true;
    const sent = performance.now();
    const ticks = target - this.simulated;
    this.asked = target;
    pair.advance(target).then(
      (reply) => {
        if (this.pair !== pair) return;
        this.sizer.learn(ticks, performance.now() - sent);
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
    if (this.pair !== null) this.days.follow(this.pair, tick);
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
    this.scene = { before, after, tick, flashes: this.flashes && this.phase !== 'night' };
    return this.scene;
  }

  private publish(now: number): void {
    const passed = now - this.lastPublished;
    const wanted = (this.paceNow() * TICKS_PER_SECOND * passed) / 1000;
    // How fast the first night goes nobody has asked for.
    const isAsked = this.playing && this.phase !== 'night';
    const isPlain = isAsked && this.goingTo === null && this.stepTo === null && this.shown < this.end;
    // A picture's time may lie before that of an answer to a click: nothing has passed then.
    const isAwake = passed > 0 && passed < ASLEEP_MS;
    if (isPlain && isAwake) this.lag(passed, this.shown - this.shownAtPublish, wanted);
    this.lastPublished = now;
    this.shownAtPublish = this.shown;
    const [first, after] = this.frames;
    if (first === undefined) return;
    // As in the picture: where it has come to its last frame, the numbers are of that instant too.
    const { baseline, policy } = after !== undefined && after.baseline.tick <= this.shown ? after : first;
    if (this.snapshot?.live.baseline !== baseline.live || this.snapshot.tick !== this.shown) {
      const people = (frame: Frame) => frame.queueing.reduce((sum, count) => sum + count, 0);
      const queueing = { baseline: people(baseline), policy: people(policy) };
      this.snapshot = { tick: this.shown, live: { baseline: baseline.live, policy: policy.live }, queueing };
      this.onPublish();
    }
  }

  /** Compares what the worlds do with what was asked for, over a while: a moment says nothing. */
  private lag(ms: number, done: number, wanted: number): void {
    const { pace } = this;
    pace.ms += ms;
    pace.done += Math.max(0, done);
    pace.wanted += wanted;
    if (pace.ms < BEHIND_MS) return;
    const share = pace.done / pace.wanted;
    this.behind = share < BEHIND_SHARE ? share : null;
    this.pace = { ms: 0, done: 0, wanted: 0 };
  }

  /** Has the result made up. @param played whether the reader watched it end, instead of having gone there */
  private async finish(played: boolean): Promise<void> {
    const { pair, scenario } = this;
    if (pair === null || scenario === null) return;
    this.phase = 'finishing';
    try {
      const results = await pair.finish();
      await this.days.complete(pair);
      if (this.pair !== pair) return;
      this.results = results;
      this.furthest = this.end;
      this.phase = 'finished';
      this.publish(this.lastNow);
      // Midnight is no hour to look at a city.
      if (played) this.travel(lastWorkingMorning(scenario.start, scenario.days));
    } catch (fault) {
      if (this.pair === pair) this.fail(fault);
    }
  }

  /** Stops with a fault. */
  fail(fault: unknown): void {
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
