import { beforeEach, describe, expect, test } from 'vitest';
import { createCache } from '../../functions/use-cases/cache.ts';

let seconds: number;
let loads: number;
beforeEach(() => {
  seconds = 0;
  loads = 0;
});
const now = () => new Date(seconds * 1000);
const load = async () => (loads += 1);

describe('a value that expires', () => {
  test('is loaded once until it is too old', async () => {
    const cache = createCache({ load, now, maxAgeSeconds: 60 });
    expect(await cache.current()).toBe(1);
    seconds = 59;
    expect(await cache.current()).toBe(1);
    seconds = 60;
    expect(await cache.current()).toBe(2);
  });

  test('may say itself when it expires', async () => {
    const cache = createCache({ load, now, maxAgeSeconds: (value) => value * 60 });
    expect(await cache.current()).toBe(1);
    seconds = 60;
    expect(await cache.current()).toBe(2);
    seconds = 179;
    expect(await cache.current()).toBe(2);
  });

  test('is renewed on demand, but not more often than its minimum age', async () => {
    const cache = createCache({ load, now, maxAgeSeconds: 300, minAgeSeconds: 60 });
    expect(await cache.current()).toBe(1);
    seconds = 59;
    expect(await cache.renewed()).toBe(1);
    seconds = 60;
    expect(await cache.renewed()).toBe(2);
    expect(await cache.renewed()).toBe(2);
  });

  test('is loaded once for callers at the same time', async () => {
    const cache = createCache({ load, now, maxAgeSeconds: () => 60, minAgeSeconds: 60 });
    expect(await Promise.all([cache.current(), cache.current(), cache.renewed()])).toEqual([
      1, 1, 1,
    ]);
  });

  test('whose load failed is loaded again by the next caller', async () => {
    const cache = createCache({
      load: async () => {
        if ((await load()) === 1) throw new Error('unreachable');
        return loads;
      },
      now,
      maxAgeSeconds: 60,
      minAgeSeconds: 60,
    });
    await expect(cache.current()).rejects.toThrow('unreachable');
    expect(await cache.renewed()).toBe(2);
  });
});
