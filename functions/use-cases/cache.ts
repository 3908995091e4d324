import type { Clock } from './ports.ts';

export interface CacheTerms<Value> {
  readonly load: () => Promise<Value>;
  readonly now: Clock['now'];
  /** How long a value is served; it may depend on the value, such as a token that says when it expires. */
  readonly maxAgeSeconds: number | ((value: Value) => number);
  /** `renewed` loads no more often than this, so that a flood of bad requests causes no flood of loads. */
  readonly minAgeSeconds?: number;
}

export interface Cache<Value> {
  /** The value that is held, loaded again once it is older than `maxAgeSeconds`. */
  current(): Promise<Value>;
  /** A newer value, for a caller whose value was refused; the one that is held while it is younger than `minAgeSeconds`. */
  renewed(): Promise<Value>;
}

/**
 * Holds one value that expires. Callers at the same time share one load. A load that fails is not held, so that the next
 * caller tries again.
 */
export function createCache<Value>({
  load,
  now,
  maxAgeSeconds,
  minAgeSeconds = 0,
}: CacheTerms<Value>): Cache<Value> {
  let held: { value: Promise<Value>; loadedAt: number; maxAge: number } | undefined;

  function loadNow(): Promise<Value> {
    // Until the value says otherwise it does not expire: callers during the load wait for the same one.
    const entry = { value: load(), loadedAt: now().getTime(), maxAge: Number.POSITIVE_INFINITY };
    held = entry;
    entry.value.then(
      (value) => {
        entry.maxAge = typeof maxAgeSeconds === 'number' ? maxAgeSeconds : maxAgeSeconds(value);
      },
      () => {
        if (held === entry) held = undefined;
      },
    );
    return entry.value;
  }

  const ageSeconds = () =>
    held ? (now().getTime() - held.loadedAt) / 1000 : Number.POSITIVE_INFINITY;

  return {
    current: () => (held && ageSeconds() < held.maxAge ? held.value : loadNow()),
    renewed: () => (held && ageSeconds() < minAgeSeconds ? held.value : loadNow()),
  };
}
