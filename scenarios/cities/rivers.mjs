/**
 * Banks for rivers that the source of the water knows as lines only, or as lakes where they are none. Each river is its
 * middle and how wide it is; where it bounds districts, the middle is their border. SOURCES.md says whence the widths.
 */
import { union } from 'polyclip-ts';

const KILOMETRES_PER_DEGREE = 111.32;
/** Corners of the disc at each bend of a river's middle. */
const DISC_CORNERS = 12;

/** By city: areas of the source that are no water (a point in each), and rivers: kilometres wide, and their middle. */
const RIVERS = {
  wuhan: {
    dry: [],
    rivers: [
      {
        name: 'Yangtze above Hankou',
        width: 1.1,
        middle: [
          ...[
            [113.4031, 29.7422],
            [113.4802, 29.8001],
            [113.5949, 29.8728],
            [113.6052, 29.8784],
            [113.6574, 29.9317],
          ],
          ...[
            [113.6699, 29.9495],
            [113.6857, 29.9562],
            [113.701, 29.9478],
            [113.7049, 29.9315],
            [113.7318, 29.919],
          ],
          ...[
            [113.7743, 29.9217],
            [113.814, 29.934],
            [113.8391, 29.9545],
            [113.8841, 30.0076],
            [113.9379, 30.0362],
          ],
          ...[
            [114.0024, 30.0617],
            [114.0379, 30.0706],
            [114.0693, 30.0842],
            [114.0774, 30.099],
            [114.0743, 30.1159],
          ],
          ...[
            [114.0627, 30.1267],
            [114.0068, 30.1573],
            [113.9832, 30.1851],
            [113.9546, 30.1965],
            [113.9393, 30.1984],
          ],
          ...[
            [113.9088, 30.1917],
            [113.8832, 30.1798],
            [113.8704, 30.1806],
            [113.8593, 30.192],
            [113.859, 30.2109],
          ],
          ...[
            [113.8635, 30.222],
            [113.9118, 30.2804],
            [113.9343, 30.2876],
            [113.9635, 30.2867],
            [113.9888, 30.2728],
          ],
          ...[
            [114.0077, 30.2545],
            [114.0304, 30.2253],
            [114.0418, 30.2242],
            [114.0674, 30.244],
            [114.0852, 30.3028],
          ],
          ...[
            [114.1004, 30.3328],
            [114.1182, 30.3531],
            [114.1438, 30.3809],
            [114.1523, 30.3867],
            [114.1641, 30.4014],
          ],
          ...[
            [114.1738, 30.415],
            [114.1826, 30.4326],
            [114.2002, 30.4541],
            [114.21, 30.46],
            [114.2207, 30.4717],
          ],
          ...[
            [114.2363, 30.4786],
            [114.2441, 30.4893],
            [114.2578, 30.501],
            [114.2734, 30.5156],
            [114.2783, 30.5225],
          ],
          ...[
            [114.2832, 30.5332],
            [114.2852, 30.5439],
            [114.291, 30.5537],
            [114.2959, 30.5625],
            [114.3037, 30.5742],
          ],
          ...[
            [114.3105, 30.583],
            [114.3174, 30.5938],
            [114.3215, 30.6076],
          ],
        ],
      },
    ],
  },
  fuzhou: {
    // Nantai Island, which is the district of Cangshan.
    dry: [[119.31, 26.02]],
    rivers: [
      {
        name: 'Min above Nantai Island',
        width: 0.8,
        middle: [
          [119.0584, 26.1758],
          [119.0845, 26.1447],
          [119.0992, 26.1391],
          [119.13, 26.138],
          [119.17, 26.128],
          [119.205, 26.113],
          [119.2305, 26.1],
        ],
      },
      {
        // Before Taijiang the border lies ashore, and the river some 0.4 km south of it: recalled.
        name: 'Min north of Nantai Island',
        width: 0.4,
        middle: [
          ...[
            [119.2305, 26.1],
            [119.2461, 26.0947],
            [119.2529, 26.084],
            [119.2559, 26.0762],
            [119.2617, 26.0732],
          ],
          ...[
            [119.2744, 26.0615],
            [119.2793, 26.0557],
            [119.2861, 26.0557],
            [119.2969, 26.0469],
            [119.3096, 26.0469],
          ],
          ...[
            [119.3125, 26.0474],
            [119.3311, 26.0494],
            [119.3438, 26.0484],
            [119.3574, 26.0459],
            [119.3691, 26.0391],
          ],
          ...[
            [119.373, 26.0332],
            [119.3887, 26.0156],
            [119.4014, 26.0107],
            [119.4189, 26.0068],
            [119.4287, 26.002],
          ],
          ...[
            [119.4404, 25.9902],
            [119.4502, 25.9785],
          ],
        ],
      },
      {
        name: 'Wulong, the Min south of Nantai Island',
        width: 0.9,
        middle: [
          ...[
            [119.2305, 26.1],
            [119.2266, 26.0918],
            [119.2314, 26.0732],
            [119.2335, 26.0508],
            [119.2393, 26.0361],
          ],
          ...[
            [119.2461, 26.022],
            [119.252, 26.01],
            [119.262, 25.9985],
            [119.2793, 25.9883],
            [119.3027, 25.9834],
          ],
          ...[
            [119.3154, 25.9834],
            [119.3447, 25.9775],
            [119.3535, 25.9775],
            [119.3662, 25.9746],
            [119.3857, 25.9658],
          ],
          ...[
            [119.4092, 25.958],
            [119.4219, 25.9648],
            [119.4297, 25.9736],
            [119.4365, 25.9785],
            [119.4502, 25.9785],
          ],
        ],
      },
      {
        name: 'Min below Nantai Island',
        width: 0.8,
        middle: [
          ...[
            [119.4502, 25.9785],
            [119.4609, 25.9766],
            [119.4756, 25.9834],
            [119.4834, 25.9922],
            [119.4912, 26.0078],
          ],
          ...[
            [119.5107, 26.0293],
            [119.5098, 26.042],
            [119.5117, 26.0498],
            [119.5273, 26.0732],
            [119.5371, 26.085],
          ],
        ],
      },
    ],
  },
  hangzhou: {
    dry: [],
    rivers: [
      {
        name: 'Qiantang above the city, as far as Fuyang',
        width: 1,
        middle: [
          ...[
            [119.9319, 30.0152],
            [119.958, 30.0427],
            [119.9772, 30.0452],
            [120.0233, 30.0388],
            [120.0489, 30.0418],
          ],
          ...[
            [120.0891, 30.0613],
            [120.1383, 30.0777],
            [120.1555, 30.091],
            [120.166, 30.1068],
            [120.1619, 30.1265],
          ],
          ...[
            [120.1465, 30.1377],
            [120.1309, 30.1494],
            [120.123, 30.165],
            [120.123, 30.1797],
            [120.125, 30.1865],
          ],
          ...[
            [120.1396, 30.1943],
            [120.166, 30.2012],
            [120.1943, 30.2143],
            [120.2148, 30.2305],
          ],
        ],
      },
    ],
  },
};

/**
 * The water of a city, its wide rivers with banks.
 * @param water FeatureCollection of Polygon (`kind: water`) and LineString (`kind: river`)
 * @param id the city; one without such rivers keeps its water as it is
 */
export function withRivers(water, id) {
  if (RIVERS[id] === undefined) return water;
  const { dry, rivers } = RIVERS[id];
  const isRiver = ({ properties }) => properties.kind === 'river';
  const areas = water.features
    .filter((feature) => !isRiver(feature))
    .map(({ geometry }) => geometry.coordinates)
    .filter((rings) => !dry.some((point) => isInside(rings[0], point)));
  const joined = union(areas, ...rivers.flatMap(banksOf));
  return {
    type: 'FeatureCollection',
    features: [
      ...joined.map((rings) => ({
        type: 'Feature',
        properties: { kind: 'water' },
        geometry: {
          type: 'Polygon',
          coordinates: rings.map((ring) => ring.map(([x, y]) => [degrees4(x), degrees4(y)])),
        },
      })),
      ...water.features.filter(isRiver),
    ],
  };
}

/** The pieces of a river: a strip beside each part of its middle, and a disc at each bend. */
function banksOf({ width, middle }) {
  const latitude = (middle[0][1] * Math.PI) / 180;
  const [perLongitude, perLatitude] = [KILOMETRES_PER_DEGREE * Math.cos(latitude), KILOMETRES_PER_DEGREE];
  const beside = ([x, y], east, north) => [
    x + (east * width) / 2 / perLongitude,
    y + (north * width) / 2 / perLatitude,
  ];
  const discs = middle.map((point) =>
    Array.from({ length: DISC_CORNERS + 1 }, (_, i) => {
      const angle = (2 * Math.PI * (i % DISC_CORNERS)) / DISC_CORNERS;
      return beside(point, Math.cos(angle), Math.sin(angle));
    }),
  );
  const strips = middle.slice(1).map((to, i) => {
    const from = middle[i];
    const [east, north] = [(to[0] - from[0]) * perLongitude, (to[1] - from[1]) * perLatitude];
    const long = Math.hypot(east, north);
    const [right, up] = [north / long, -east / long];
    return [
      beside(from, right, up),
      beside(to, right, up),
      beside(to, -right, -up),
      beside(from, -right, -up),
      beside(from, right, up),
    ];
  });
  return [...discs, ...strips].map((ring) => [[ring]]);
}

function isInside(ring, [x, y]) {
  let inside = false;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
}

const degrees4 = (value) => Math.round(value * 1e4) / 1e4;
