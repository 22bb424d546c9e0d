import { describe, expect, it } from 'vitest';
import { IndexList } from '../../sim/kernel/index-list.ts';
import { RecentValues } from '../../sim/kernel/recent-values.ts';
import { Records } from '../../sim/kernel/records.ts';

describe('records', () => {
  it('keep the values of fields that share a record apart', () => {
    const records = new Records(5, 12);
    const [a, b, c, d] = [records.uint8(), records.int32(), records.uint16(), records.uint32()];
    for (let i = 0; i < 5; i++) {
      a.set(i, 250 + i);
      b.set(i, -7 - i);
      c.set(i, 65530 + i);
      d.set(i, 2 ** 32 - 1 - i);
    }
    expect([...a]).toEqual([250, 251, 252, 253, 254]);
    expect([...b]).toEqual([-7, -8, -9, -10, -11]);
    expect([...c]).toEqual([65530, 65531, 65532, 65533, 65534]);
    expect([...d]).toEqual([4294967295, 4294967294, 4294967293, 4294967292, 4294967291]);
  });

  it('sum the values of those listed, modulo 2 to the power of 32', () => {
    const records = new Records(5, 12);
    const fields = [records.uint8(), records.int32(), records.uint16(), records.uint32()];
    for (const field of fields) {
      for (let i = 0; i < 5; i++) field.set(i, 40 * (i + 1));
      expect(field.sum(Uint32Array.of(4, 0, 4, 1), 3)).toBe(440);
      expect(field.sum(Uint32Array.of(4), 0)).toBe(0);
    }
    fields[3]!.set(2, 2 ** 32 - 1);
    expect(fields[3]!.sum(Uint32Array.of(2, 0), 2)).toBe(39);
  });
});

describe('a list of indices', () => {
  it('takes as many as are added, and begins anew', () => {
    const list = new IndexList();
    for (let i = 0; i < 1000; i++) list.add(3 * i);
    expect(list.length).toBe(1000);
    expect([...list.items.subarray(0, 1000)]).toEqual(Array.from({ length: 1000 }, (_, i) => 3 * i));
    list.clear();
    list.add(7);
    expect([...list.items.subarray(0, list.length)]).toEqual([7]);
  });
});

describe('recent values', () => {
  it('are those of the same entity and count, or none', () => {
    const values = new RecentValues();
    expect(values.get(0, 0)).toBe(-1);
    for (let entity = 0; entity < 2000; entity++) {
      expect(values.keep(entity, 5 * entity, entity % 7)).toBe(entity % 7);
      expect(values.get(entity, 5 * entity)).toBe(entity % 7);
      expect(values.get(entity, 5 * entity + 1)).toBe(-1);
    }
    const kept = Array.from({ length: 2000 }, (_, entity) => values.get(entity, 5 * entity));
    for (const [entity, value] of kept.entries()) expect([entity % 7, -1]).toContain(value);
    expect(kept.filter((value) => value >= 0).length).toBeGreaterThan(200);
  });
});
