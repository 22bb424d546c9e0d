import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { Timeline } from '../../sim/runner/timeline.ts';
const scale = Number(process.argv[2] ?? 100), days = Number(process.argv[3] ?? 4);
const scenario = shippedScenario('wuhan-2017', { scale, days });
const plain = new Simulation(scenario, 'policy');
let t = performance.now();
const marks = new Map<number, string>();
for (let k = 1; k <= 40; k++) { const tick = Math.floor((plain.end * k) / 41 / 7) * 7; plain.runUntil(tick); marks.set(tick, plain.model.digest()); }
plain.finish();
const tPlain = performance.now() - t;
const s = new Simulation(scenario, 'policy');
const line = new Timeline(s);
t = performance.now();
line.goTo(s.end);
console.log('plain', tPlain.toFixed(0), 'with checkpoints', (performance.now() - t).toFixed(0), 'count', line.count, 'MB', (line.bytes / 1e6).toFixed(0), s.model.digest() === plain.model.digest());
const times: number[] = [];
const ticks = [...marks.keys()]; 
for (let i = 0; i < 40; i++) { const tick = ticks[(i * 17) % ticks.length]; t = performance.now(); line.goTo(tick); times.push(performance.now() - t); if (s.model.digest() !== marks.get(tick)) console.log('DIFFERS', tick); }
times.sort((a, b) => a - b);
console.log('land ms median', times[20].toFixed(0), 'max', times[39].toFixed(0));
console.log(s.finish().digest === plain.finish().digest);
