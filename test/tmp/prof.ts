const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
import { shippedScenario } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
const scale = Number(process.argv[2] ?? 100),
  days = Number(process.argv[3] ?? 4),
  world = (process.argv[4] ?? 'policy') as 'policy';
const scenario = shippedScenario('wuhan-2017', { scale, days });
let t = cpu();
const s = new Simulation(scenario, world);
console.log(
  'setup',
  ((cpu() - t) / 1000).toFixed(2),
  'people',
  s.people,
  'bytes/p',
  (s.bytes / s.people).toFixed(1),
);
for (let d = 0; d < days; d++) {
  const e = s.events;
  t = cpu();
  s.runDay();
  const ms = cpu() - t;
  console.log(
    'day',
    d,
    ms.toFixed(0),
    'ms',
    'events',
    s.events - e,
    ((ms * 1e6) / (s.events - e)).toFixed(0),
    'ns/event',
  );
}
console.log(
  'bytes/p',
  (s.bytes / s.people).toFixed(1),
  'rss',
  (process.memoryUsage().rss / 1e6).toFixed(0),
  'MB',
  s.model.engine.digest.hex(),
  s.model.engine.digest.hex(),
  s.model.digest(),
);
