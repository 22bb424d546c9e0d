/** Parameters of the buses and of the trips made by them. */
import { headwayFactors, hourWeights } from '../../hour-table.ts';
import { parameterFamily, parameterTable } from '../../parameter-table.ts';
import { CHOICE } from '../../payment/parameters.ts';
import { AGE_IDS, LOW_SHARE_MAX, ROLE_IDS } from '../../people-parameters.ts';

const HANGZHOU = 'Hangzhou thesis posted 2021 (globethesis 2392330605460775)';

/** When people set out. */
export const TO_WORK = hourWeights(
  'bus.to_work',
  5,
  [1, 8, 24, 18, 5, 1, 1, 1, 1],
  'People on the way to work or school by bus',
);
export const FROM_WORK = hourWeights(
  'bus.from_work',
  11,
  [2, 1, 1, 1, 3, 8, 22, 16, 7, 4, 3, 1],
  'People on the way back from work or school by bus',
);
export const OTHER_TRIPS = hourWeights(
  'bus.other_trips',
  6,
  [3, 7, 10, 11, 9, 6, 5, 8, 9, 8, 6, 5, 6, 4, 1],
  'Other trips by bus on the way out',
);
export const BUS_HEADWAYS = headwayFactors(
  'bus.headway_factor',
  5,
  [2, 1.3, 1, 1, 1.3, 1.5, 1.5, 1.5, 1.5, 1.5, 1.4, 1.15, 1, 1, 1.3, 1.8, 2, 2.4, 3],
  'assumed',
);
/** Other trips by role. */
export const OTHER_WEIGHT = parameterFamily(
  'bus.other_trips_weight',
  ROLE_IDS,
  [0.8, 0.8, 1.8, 1.2],
  ['ratio', 0.1, 4, 'A', 'assumed', 'Other trips by bus relative to the other roles'],
);
export const BUS_SHAPES = [TO_WORK, FROM_WORK, OTHER_TRIPS, BUS_HEADWAYS].flatMap(({ list }) => list);

export const BUS_TABLE = parameterTable('bus', {
  stops_per_line: [
    22,
    'stops',
    5,
    60,
    'A',
    'assumed; line geometry of Chinese cities is 15 to 30 stops',
    'Stops of a line, terminals included.',
  ],
  shortest_factor: [0.55, 'ratio', 0.2, 1, 'A', 'assumed', 'Stops of the shortest line relative to the mean.'],
  longest_factor: [1.45, 'ratio', 1, 3, 'A', 'assumed', 'Stops of the longest line relative to the mean.'],
  spacing_min_km: [0.4, 'km', 0.2, 0.6, 'A', 'assumed, as in town', 'Distance between stops where it is least.'],
  spacing_max_km: [0.8, 'km', 0.6, 2, 'A', 'assumed; 0.75 in the core of Hangzhou', 'Distance where it is largest.'],
  radial_share: [0.6, 'share', 0, 1, 'A', 'assumed', 'Lines that lead through the seat of a district.'],
  hub_km: [8, 'km', 1, 40, 'A', 'assumed', 'Distance at which the seat of a district draws a line half as much.'],
  aim_km: [3, 'km', 0.5, 15, 'A', 'assumed', 'Least distance to the seat through which a line leads.'],
  off_middle_share: [
    0.2,
    'share',
    0,
    0.5,
    'A',
    'assumed',
    'How far along a line its own neighbourhoods lie from its middle, relative to its length.',
  ],
  bend_share: [0.3, 'share', 0, 1, 'A', 'assumed', 'How much lines bend, relative to their length, half to each side.'],
  reach_km: [1.5, 'km', 0.5, 3, 'A', 'assumed', 'How far people go to a stop; where no line is so near, farther.'],
  change_km: [0.3, 'km', 0.1, 1, 'A', 'assumed', 'How far people walk from one line to another.'],
  change_minutes: [
    15,
    'min',
    0,
    30,
    'A',
    'assumed: a wait, and the bother of it',
    'What a change counts for, beside the ways, when people look for the shortest trip.',
  ],
  walk_minutes_a_km: [14, 'min/km', 10, 20, 'A', 'assumed: 5 km/h, and streets that bend', 'Walking.'],
  trip_km: [3, 'km', 1, 15, 'A', 'assumed', 'Distance at which a place draws half as many other trips.'],
  commute_km: [
    8,
    'km',
    2,
    30,
    'A',
    'assumed',
    'Distance to work or school at which half as many go by bus as next door.',
  ],
  note_changed_share: [
    0.8,
    'share',
    0,
    1,
    'A',
    'assumed: the driver has no change, other passengers may',
    'Of those at the farebox who have only hundreds and no other way to pay: for whom somebody changes one.',
  ],
  first_departure_hour: [5.5, 'h', 5, 7, 'A', 'assumed', 'First departure from both ends of a line.'],
  last_departure_hour: [22.5, 'h', 20, 23.9, 'A', 'assumed', 'Last departure.'],
  latest_back_hour: [22, 'h', 18, 23.5, 'A', 'assumed', 'When people come back from other trips at the latest.'],
  morning_peak_hour: [7, 'h', 5, 9, 'A', 'assumed', 'When traffic becomes slow in the morning.'],
  evening_peak_hour: [17, 'h', 15, 19, 'A', 'assumed', 'When traffic becomes slow in the evening.'],
  peak_hours: [2, 'h', 0, 4, 'A', 'assumed', 'How long traffic is slow each time.'],
  segment_seconds: [
    100,
    's',
    30,
    400,
    'A',
    'assumed: 600 m at 21.6 km/h without stops',
    'Mean running time between two stops 600 m apart, off peak.',
  ],
  segment_cv: [0.25, 'ratio', 0, 1, 'A', 'assumed', 'Coefficient of variation of running times.'],
  peak_slowdown: [1.25, 'ratio', 1, 2.5, 'A', 'assumed', 'Running time in the peaks relative to off peak.'],
  planned_dwell_seconds: [12, 's', 0, 90, 'A', 'assumed', 'Dwell time allowed for in the timetable.'],
  door_seconds: [
    4,
    's',
    0,
    15,
    'A',
    'assumed; TCRP Report 165 gives 2 to 5 s',
    'Opening and closing the doors, and pulling out.',
  ],
  alight_seconds: [
    1.5,
    's',
    0,
    5,
    'A',
    'assumed; one rear door',
    'Time for a passenger to get off, beside those who board.',
  ],
  headway_day_off_factor: [1.25, 'ratio', 1, 3, 'A', 'assumed', 'Headway on days off relative to working days.'],
  stay_minutes: [60, 'min', 5, 240, 'A', 'assumed', 'Shortest stay between the way out and the way back.'],
  stay_more_minutes: [180, 'min', 0, 480, 'A', 'assumed', 'Longest stay of other trips beyond the shortest.'],
  layover_minutes: [5, 'min', 0, 30, 'A', 'assumed', 'Shortest stay at a terminal.'],
  capacity: [80, 'passengers', 20, 200, 'A', 'assumed', 'Passengers a bus can hold.'],
  patience_minutes: [35, 'min', 5, 120, 'A', 'assumed', 'Mean time people are ready to wait for a bus.'],
  patience_cv: [0.3, 'ratio', 0.05, 2, 'A', 'assumed', 'Coefficient of variation of that patience.'],
  other_way_minutes: [
    15,
    'min',
    0,
    60,
    'A',
    'assumed',
    'Extra time of another way, for those refused or tired of waiting.',
  ],
  commuter_share: [
    0.22,
    'share',
    0,
    LOW_SHARE_MAX,
    'A',
    'assumed',
    'Workers and students who go to work or school by bus.',
  ],
  ride_stops_max: [
    12,
    'stops',
    3,
    40,
    'A',
    'assumed',
    'Longest ride; shorter ones are equally likely from two stops on.',
  ],
  top_up_below_yuan: [6, 'yuan', 2, 50, 'A', 'assumed', 'Card balance below which the holder goes to top up.'],
  equipped_share: [
    0,
    'share',
    0,
    1,
    'P',
    'cnhan.com: the fitting of Wuhan buses began in June 2017',
    'Buses that take QR codes on the first day.',
  ],
});

/** Paying at the farebox, and what is preferred there. */
export const FAREBOX_TABLE = parameterTable('payment', {
  bus_card_ready_seconds: [1.25, 's', 1, 2, 'F', HANGZHOU, 'Boarding payment by a ready card holder.'],
  bus_card_unready_seconds: [6.74, 's', 4, 10, 'F', HANGZHOU, 'Boarding payment by an unready card holder.'],
  bus_mobile_ready_seconds: [1.64, 's', 1.2, 3, 'F', HANGZHOU, 'Boarding payment by a ready QR payer.'],
  bus_mobile_unready_seconds: [10.94, 's', 6, 15, 'F', HANGZHOU, 'Boarding payment by an unready QR payer.'],
  bus_cash_ready_seconds: [
    4,
    's',
    3.1,
    8.4,
    'F',
    'Los Angeles Metro 2015 (Shockley et al.); TCRP Report 165: 4.5 s',
    'Boarding payment in exact cash.',
  ],
  bus_cash_unready_seconds: [
    8.4,
    's',
    5,
    12,
    'R',
    'TCRP Report 165, Exhibit 6-4, upper end',
    'Boarding payment by someone who has to look for coins.',
  ],
  choice_bus_card: [2, 'log-odds', -1, 6, 'A', CHOICE, 'Preference of card holders for the card over cash on the bus.'],
  choice_bus_mobile: [
    0.43,
    'log-odds',
    -8,
    3,
    'A',
    'calibrated to 350,000 scans by 26 June 2017 (People’s Daily Online 2017-07-03)',
    'Preference of the enrolled for the QR code over cash on the bus, before any habit.',
  ],
  choice_bus_novelty: [
    0.5,
    'log-odds',
    0,
    4,
    'A',
    'assumed: no measurement of it was found',
    'What it adds to that preference that the code is new to somebody; it fades with use, as readiness grows.',
  ],
});

/** Family, by age: who holds the stored-value card. */
export const BUS_CARD_SHARE = 'people.bus_card_share';

/** Who is enrolled in the bus card in the phone on the first day, and how people come to be. */
export const BUS_CARD_TABLES = [
  ...parameterFamily(
    BUS_CARD_SHARE,
    AGE_IDS,
    [0.6, 0.8, 0.74, 0.72, 0.77, 0.88, 0.9],
    [
      'share',
      0,
      1,
      'A',
      'assumed; together with the choice at the farebox it yields card to cash of about 7 : 3 (chinatimes.net.cn)',
      'People who hold a stored-value bus card on the first day',
    ],
  ),
  ...parameterTable('people', {
    bus_enrolled_share: [
      0,
      'share',
      0,
      1,
      'P',
      'the electronic bus card of Wuhan began in June 2017 (cnhan.com)',
      'Wallet holders enrolled in the bus card in the phone on the first day.',
    ],
  }).list,
  ...parameterTable('adoption', {
    bus_daily: [
      0.0047,
      '1/day',
      0,
      0.5,
      'A',
      'calibrated to 300,000 cards on 15 June 2017 (cnhan.com)',
      'Hazard of enrolling in the bus card in the phone for those aware, without peers or reward.',
    ],
    bus_peer_daily: [
      0.059,
      '1/day',
      0,
      3,
      'A',
      'calibrated to 760,000 cards on 26 June 2017 (People’s Daily Online 2017-07-03)',
      'Hazard added when all peers are enrolled.',
    ],
    bus_dormant_share: [
      0.5,
      'share',
      0,
      0.95,
      'A',
      'assumed; 760,000 cards and 350,000 scans in all leave less than half a scan a card (People’s Daily Online 2017-07-03)',
      'Those enrolled in the bus card in the phone who never use it.',
    ],
    bus_rider_factor: [2, 'ratio', 0.5, 10, 'A', 'assumed', 'Hazard of bus commuters relative to others.'],
    word_of_mouth_daily: [
      0.02,
      'share',
      0,
      0.5,
      'A',
      'assumed',
      'Unaware people who hear of the bus card each day when all peers are enrolled.',
    ],
  }).list,
];
