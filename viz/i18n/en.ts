import { CERTAINTY_WORDS } from '../../sim/runner/experiment/certainty.ts';

/** English. The other dictionaries must have exactly these keys: the type checker holds them to it. */
export const en = {
  language_name: 'English',
  app_name: 'Cashless City',
  app_tagline: 'One city, simulated twice: with and without a policy',

  // Header
  seed: 'Seed',
  days: 'Days',
  scale: 'Scale',
  scale_prefix: '1 :',
  language: 'Language',
  run_settings: 'Run settings',

  // Worlds
  world_baseline: 'Without the policy',
  world_policy: 'With the policy',
  world_baseline_short: 'Without',
  world_policy_short: 'With',
  difference: 'Difference',

  // The sentence

  // Maps
  maps: 'The city, twice',
  map_of: (p: { world: string }) => `Map: ${p.world}`,
  map_keys:
    'Arrow keys move both maps, plus and minus zoom, 0 shows the whole city. Enter inspects what is nearest to the centre, N and P the next and the previous one, Escape closes.',
  map_failed_graphics:
    'The maps cannot be drawn: this browser offers no WebGL. The figures and charts go on without them.',
  map_failed_offline:
    'The maps cannot be drawn: there is no connection to load them with. Load the page again when there is one. The figures and charts go on without them.',
  map_failed_missing:
    'The maps cannot be drawn: the server did not send a part of this page. It may have been updated: load the page again. The figures and charts go on without them.',
  map_failed_other: 'The maps cannot be drawn. The figures and charts go on without them.',
  zoom_in: 'Zoom in',
  zoom_out: 'Zoom out',
  zoom_reset: 'Show the whole city',
  queueing_now: 'queueing',
  by_phone: 'by phone',

  // Transport
  controls: 'Playback',
  play: 'Play',
  pause: 'Pause',
  step: 'One hour on',
  speed: 'Speed',
  slower: 'Slower',
  faster: 'Faster',
  speed_real: 'real time',
  speed_words: (p: { amount: string }) => `${p.amount} a second`,
  touring: 'speeding up by itself',

  // Time bar
  time_bar: 'Time and policy',
  time_travel: 'Drag to go back, or on',
  time_progress: (p: { day: string; days: string; date: string }) => `Day ${p.day} of ${p.days}: ${p.date}`,
  day_of: (p: { day: string; days: string }) => `day ${p.day} of ${p.days}`,
  policy_events: 'What the policy does',
  policy_empty: 'The policy of this scenario is empty: both worlds must stay the same to the last byte.',
  from_date: (p: { date: string }) => `from ${p.date}`,
  from_to: (p: { from: string; to: string }) => `${p.from} – ${p.to}`,
  event_upcoming: 'to come',
  event_active: 'in effect',
  event_over: 'over',
  some_districts: (p: { where: string; count: string }) => `${p.where} in ${p.count} districts`,

  // Methods and sectors
  method_cash: 'cash',
  method_card: 'stored-value card',
  method_mobile: 'phone',

  // Legend
  legend: 'Legend',
  legend_payments: 'Payment, by',
  legend_vehicle: (p: { vehicle: string }) => `${p.vehicle}, cash and card only`,
  legend_vehicle_qr: (p: { vehicle: string }) => `${p.vehicle} that takes QR codes`,
  legend_place: 'Place without mobile payment',
  legend_place_qr: 'Place with mobile payment',
  legend_queue: 'People queueing',
  legend_stop: 'Stop',
  legend_zoom: 'Zoom in for the kinds of place and single people.',
  legend_flash_off: 'Single payments are not drawn at this speed.',
  legend_flash_reduced: 'Single payments are not drawn: your system asks for reduced motion.',

  // Charts
  chart_table: 'As a table',
  chart_date: 'Date',
  chart_claim_note: (p: { value: string; date: string }) => `${p.value} on ${p.date} (company claim)`,
  none_yet: '–',

  // Inspection
  inspect: 'Inspection',
  any_vehicle: 'Vehicle',
  any_stop: 'Stop',
  inspect_place: (p: { kind: string; n: string }) => `${p.kind} ${p.n}`,
  inspect_person: (p: { n: string }) => `Resident ${p.n}`,
  colon: ': ',
  inspect_hint: 'Point at a vehicle, stop, place or person; click to keep it in view.',
  inspect_absent: 'Not there in this world right now.',
  inspect_close: 'Close',
  inspect_people: 'People here',
  inspect_person_button: (p: { n: string }) => `Inspect resident ${p.n}`,
  inspect_no_payment: 'No payment remembered yet.',
  yes: 'yes',
  no: 'no',
  paid: (p: { time: string; amount: string; method: string; seconds: string }) =>
    `${p.time}: ${p.amount} by ${p.method}, ${p.seconds}`,
  paid_failed: (p: { method: string }) => `Tried ${p.method} first, which failed.`,
  paid_only: (p: { method: string }) => `Only ${p.method} was possible.`,
  paid_likely: (p: { method: string; share: string }) =>
    `${p.method} was the likely choice: habit, time and price gave it ${p.share}.`,
  paid_unlikely: (p: { method: string; share: string }) =>
    `${p.method} was the less likely choice, picked ${p.share} of such times.`,
  paid_why: 'Why this way',
  state_possible: 'possible',
  state_not_accepted: 'not accepted here',
  state_not_held: 'does not have it',
  state_not_enough: 'not enough money on it',
  state_not_enrolled: 'not enrolled',
  state_not_used: 'enrolled, never uses it',
  state_phone_empty: 'phone battery empty',
  state_network_down: 'network down',
  state_no_change: 'no change to give',

  // Facts of an inspection
  fact_line: 'Line',
  fact_aboard: 'Aboard',
  fact_capacity: 'Capacity',
  fact_state: 'Doing',
  fact_late_minutes: 'Late',
  fact_accepts_mobile: 'Takes mobile payment',
  fact_waiting: 'Waiting',
  fact_queueing: 'Queueing',
  fact_served: 'Being served',
  fact_sector: 'Kind',
  fact_district: 'District',
  fact_age: 'Age',
  fact_role: 'Role',
  fact_phone: 'Phone',
  fact_account: 'Bank account',
  fact_card: 'Stored-value card',
  fact_cash_fen: 'Cash in hand',
  fact_card_fen: 'Card balance',
  fact_readiness: 'Readiness with the phone',
  fact_trust: 'Trust in mobile payment',
  fact_minutes: 'Queued and paid in all',
  fact_home: 'Home district',
  fact_activity: 'Doing',
  value_depot: 'in the depot',
  value_driving: 'driving',
  value_boarding: 'at a stop, boarding',
  value_none: 'none',
  value_smart: 'smartphone',
  value_worker: 'worker',
  value_student: 'student',
  value_retired: 'retired',
  value_at_home: 'at home',
  value_child: 'child',
  value_waiting: 'queueing',
  value_elsewhere: 'elsewhere: at home, at work or on the way',
  value_riding: 'on board',

  // End of a run
  result: 'Result',
  result_done: (p: { days: string }) => `The run of ${p.days} is complete.`,
  result_finishing: 'Closing the books…',
  result_digest: 'Digest',
  result_digest_note: 'Same scenario, seed and version: the same digest on every machine.',
  result_same: 'The digests are equal: the two worlds are the same to the last byte.',
  result_people: (p: { gain: string; lose: string; same: string }) =>
    `${p.gain} of residents spend less time queueing and paying with the policy, ${p.lose} spend more, ${p.same} the same.`,
  result_measure: 'Measure',
  result_download: 'Download as JSON',
  result_all: 'All measures',

  // Words under everything
  notes: 'What is real here and what is not',
  note_synthetic: 'No resident here is a real person.',
  map_note: 'Lines, stops, places, homes and people are synthetic',
  note_claims:
    'Figures from the 2017 article and from Alipay are company and press claims, not measurements; where they appear they are marked as claims.',
  note_scale: (p: { scale: string; people: string; city: string }) =>
    `Simulated at 1 : ${p.scale}: ${p.people} residents of ${p.city}. People and facilities shrink alike; the load on each facility stays about the city’s.`,
  note_paired:
    'Both worlds share the city, the people and the random numbers. Every difference is caused by the policy.',
  note_workers: (p: { workers: string }) => `Workers a world: ${p.workers}. The result is the same with any number.`,
  note_alone: (p: { wanted: string }) =>
    `Workers a world: 1 instead of ${p.wanted}, because workers cannot share memory here: the browser does not let them, or the server does not send the headers that isolate this page from others. The result is the same.`,
  keyboard: 'Keyboard',
  keyboard_space: 'Space: play or pause (outside a field)',
  keyboard_step: 'Full stop: one hour on',
  keyboard_speed: 'Comma and slash: slower and faster',

  // Trouble
  mistake_title: 'Part of the address could not be used',
  mistake: (p: { key: string; found: string; expected: string }) =>
    `${p.key}: found “${p.found}”, expected ${p.expected}.`,
  mistake_key: (p: { key: string; expected: string }) => `There is no “${p.key}”; known are ${p.expected}.`,
  expected_one_of: (p: { values: string }) => `one of ${p.values}`,
  expected_whole: (p: { from: string; to: string }) => `a whole number from ${p.from} to ${p.to}`,
  expected_text: (p: { longest: string }) => `1 to ${p.longest} visible characters`,
  expected_once: 'it once',
  expected_room: (p: { most: string }) =>
    `at most ${p.most} plans, yours included: delete some under Plan, and open the link again`,
  mistake_instead: 'The scenario’s own value is used instead.',
  dismiss: 'Dismiss',
  fault_title: 'The simulation stopped',
  fault_scenario: 'This scenario cannot be read',
  fault_world: (p: { world: string; message: string }) => `${p.world}: ${p.message}`,
  fault_retry: 'Try again',
  loading: 'Loading',

  // Frame
  menu: 'Menu',
  close: 'Close',
  cancel: 'Cancel',
  comma: ', ',
  semicolon: '; ',
  views: 'Views',
  view_story: 'Story',
  view_city: 'City',
  view_plan: 'Plan',
  view_compare: 'Compare',
  view_method: 'Method',
  scenario_choose: 'Choose a scenario',
  run_summary: (p: { seed: string; days: string; scale: string }) => `Seed ${p.seed} · ${p.days} · 1:${p.scale}`,
  apply: 'Run',
  apply_again: 'Run again',
  seed_help: '1 to 64 characters. The same seed gives the same residents and the same days.',
  days_help: 'How long both worlds are simulated.',
  scale_help: 'One simulated resident stands for so many. A larger number is faster and coarser.',
  scale_fewer: (p: { place: string; share: string }) => `${p.share} fewer residents share ${p.place}`,
  scale_more: (p: { place: string; share: string }) => `${p.share} more residents share ${p.place}`,
  scale_rounded: (p: { what: string; fits: string }) =>
    `At this scale ${p.what} than in the city, so waits there are not the city’s. 1 : ${p.fits} fits better.`,
  settings_edited: 'Changed, and not run yet.',
  settings_same: 'As the run on the screen.',
  estimate: (p: { people: string; time: string; memory: string }) =>
    `${p.people} simulated residents in two worlds: about ${p.time} at full speed, about ${p.memory} of memory.`,
  estimate_whole:
    'That is everybody in the city. Most browsers cannot hold it, and it takes hours: the command line is made for it.',
  estimate_heavy: 'That is much for a browser: a larger scale or fewer days finish sooner.',

  // Answers
  answer: 'Answer',
  answer_figures: 'Figures that answer it',
  answer_harm: (p: { title: string }) => `Harm: ${p.title}`,
  answer_from: (p: { baseline: string; policy: string }) => `${p.baseline} → ${p.policy}`,
  answer_waiting: 'Known when the first day is complete',
  verdict_better: 'better',
  verdict_worse: 'worse',
  whole_run: 'whole run',
  certainty_one: 'one run, not yet a result',
  certainty_one_help: 'How sure a figure is takes several seeds. One run is one possible history.',
  now_opening: 'Building the city and its people…',
  now_night: 'Skipping the quiet hours of the first night…',
  now_first_day: 'The first day is under way. Its figures are known at midnight.',
  now_so_far: (p: { date: string; day: string; days: string }) =>
    `Figures of ${p.date}, day ${p.day} of ${p.days}, with and without the policy.`,
  now_going: (p: { date: string; share: string }) => `Taking both worlds to ${p.date}: ${p.share} done…`,
  now_complete: (p: { days: string }) => `The run of ${p.days} is complete. All its measures stand under Method.`,
  now_failed: 'The simulation stopped.',

  // Column
  column: 'Beside the map',
  panel_curves: 'Curves',
  panel_who: 'Who',
  panel_where: 'Where',
  panel_inspect: 'Inspect',
  smoothing: 'Days',
  smoothing_day: 'Each day',
  smoothing_week: '7-day mean',
  smoothing_weekday: 'This weekday only',
  measure_find: 'Add a measure: queue, refused, wallet …',
  measure_none: 'No measure has these words.',
  measure_some: (p: { shown: string; found: string }) =>
    `The first ${p.shown} of ${p.found}: write more to narrow them.`,
  measure_count: (p: { found: number; count: string }) => (p.found === 1 ? '1 measure' : `${p.count} measures`),
  measure_part: (p: { whole: string; part: string }) => `${p.whole}: ${p.part}`,
  age_band: (p: { band: string }) => `age ${p.band}`,
  unit_city: (p: { unit: string }) => `${p.unit}, whole city`,
  points: (p: { value: string }) => `${p.value} points`,
  scaled: 'Scaled up to the whole city.',
  chart: 'chart',
  chart_none: 'no day is complete yet',
  chart_label: (p: { title: string; date: string; baseline: string; policy: string }) =>
    `${p.title}, ${p.date}: ${p.baseline} without, ${p.policy} with the policy`,
  chart_caption: (p: { title: string; unit: string }) => `${p.title}, ${p.unit}`,
  chart_remove: (p: { title: string }) => `Remove: ${p.title}`,
  chart_all_days: (p: { days: string }) => `Show all ${p.days}`,
  flag: (p: { when: string; what: string }) => `${p.when}: ${p.what}`,
  figure_save: 'Take this figure away',
  figure_source: (p: { title: string; seed: string; scale: string }) =>
    `Cashless City, simulated: “${p.title}”, seed ${p.seed}, scale 1:${p.scale}. Without the policy dashed, with it solid. One run.`,
  who_about:
    'Time that residents spend queueing, paying, riding and walking between counters. More is a loss; losers first.',
  who_waiting: 'Known when the first day is complete.',
  who_ages: 'By age',
  who_age: 'Age',
  who_minutes: 'Time a day',
  who_refused: 'Refused a day',
  who_losers: 'Lose time',
  who_refused_pair: (p: { baseline: string; policy: string }) => `${p.baseline} → ${p.policy}`,
  who_noise: '“Too small to tell” (·) is within twice the standard error of this run.',
  who_grid: 'By district and age, seconds a day',
  who_grid_waiting: 'Age by district is known when the run is complete.',
  where_about: 'The same by home district, losers first.',
  where_district: 'District',
  where_phone: 'By phone',
  noise: CERTAINTY_WORDS.too_small.en,
  noise_short: '·',
  noise_title: 'Too small to tell from chance',
  seconds_more: (p: { value: string }) => `${p.value} s`,
  scrub_key: 'Time of residents: worse ▲ ▼ better',
  result_waiting: 'Measures and digests are listed here when the run is complete.',
  result_filter: 'Find a measure',
  result_totals: (p: { all: string }) => `Totals; search the ${p.all} measures to see the parts.`,
  result_count: (p: { shown: string; found: string; isAll: boolean }) =>
    p.isAll ? `${p.found} found, all shown.` : `${p.found} found, the first ${p.shown} shown.`,
  result_every: (p: { found: string }) => `Show all ${p.found}`,
  note_noise:
    'One run is one possible history. A difference is called too small to tell where it lies within twice its standard error; how sure a result is takes several seeds (npm run sim -- experiment).',
  behind: (p: { share: string }) => `this computer manages ${p.share} of it`,
  expected_form: (p: { example: string }) => `the form ${p.example}`,
  trouble_offline: 'There is no connection. Load the page again when there is one.',
  trouble_missing:
    'The server did not send a part of this page. It may have been updated meanwhile: load the page again.',
  certainty_seeds: (p: { word: string; seeds: string }) => `whole run · ${p.word} (${p.seeds} seeds)`,
  chart_expected: (p: { seeds: string }) =>
    `Pale: mean of ${p.seeds} seeds made beforehand, with the 95% interval of their difference.`,
  now_prepared: (p: { seeds: string; seed: string }) =>
    `Figures of ${p.seeds} seeds, made beforehand. Seed ${p.seed} is being replayed under them.`,
  now_earlier: (p: { seeds: string }) =>
    `Figures of ${p.seeds} seeds of an earlier version of the model, made beforehand: the run that plays under them may come out otherwise.`,
  now_confirmed: 'The run is complete, and ends with the digests of the results made beforehand.',
  now_other:
    'The run is complete. It does not end with the digests of the results made beforehand: they are of another version.',
  expected_plan: (p: { longest: string }) => `a plan as “Copy link” writes it, at most ${p.longest} characters`,
  view_failed: 'This view could not be loaded.',
};
