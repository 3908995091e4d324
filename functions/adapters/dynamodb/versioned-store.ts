import * as z from 'zod';
import type { SaveOutcome, SetAside } from '../../use-cases/ports.ts';
import { logUnreadableItem } from '../node/runtime.ts';
import { type IndexKeys, indexAttributes, type Key } from './keys.ts';
import type { Item, Query, Table } from './table.ts';

/** Attributes that belong to the table: removed on read, set by each write. No domain type has a field of these names. */
const tableAttributes: ReadonlySet<string> = new Set([
  'pk',
  'sk',
  ...indexAttributes,
  'schemaVersion',
  'expiresAt',
]);

/** Reads an item. Fields that the schema does not know stay, because a newer version wrote them and the next save must keep them. */
export function readItem<T>(schema: z.ZodType<T>, item: Item): T {
  const fields = Object.entries(item).filter(([name]) => !tableAttributes.has(name));
  return schema.parse(Object.fromEntries(fields));
}

/** Field paths only: values may be personal. */
export function logUnreadable(reference: string, { issues }: z.ZodError): void {
  const fields = [...new Set(issues.map(({ path }) => path.join('.')))];
  logUnreadableItem(reference, fields);
}

interface Versioned {
  /** 0 = not stored yet; each write adds one. */
  readonly version: number;
}

const storedKey = z.lazy(() => z.object({ pk: z.string(), sk: z.string() }));

/** How things of one kind are stored. */
interface StoredKind<T extends Versioned> {
  readonly schema: z.ZodType<T>;
  readonly schemaVersion: number;
  readonly keyOf: (thing: T) => Key;
  /** Names an item that cannot be read, from its key, without personal data. By default the partition key. */
  readonly referenceOf?: (key: Key) => string;
  /** The keys under which the indexes have it after this write; none by default. */
  readonly indexKeysOf?: (thing: T) => IndexKeys;
  /** The Unix second after which DynamoDB may delete it; never by default. */
  readonly expiresAtOf?: (thing: T) => number;
  /**
   * What tells this write from the write of the same version by another run. A write whose answer was lost is tried again
   * by the client and then refused, because it had gone through: the store recognises its own write by these values. A
   * kind without them treats every refusal as a conflict.
   */
  readonly writeIdOf?: (thing: T) => readonly (string | undefined)[];
}

/** Stores whole items, each write only over the version that was read. */
export function createVersionedStore<T extends Versioned>(table: Table, kind: StoredKind<T>) {
  const { schema, schemaVersion, keyOf, indexKeysOf, expiresAtOf, writeIdOf } = kind;
  const read = (item: Item): T => readItem(schema, item);

  /** Throws for an item that cannot be read, unless `setAside` takes it: then it is `undefined`. */
  async function find(key: Key, setAside?: SetAside): Promise<T | undefined> {
    const item = await table.get(key);
    if (!item) return undefined;
    return setAside ? readEach([item], setAside)[0] : read(item);
  }

  /** The items that can be read. One that a newer version wrote, or that is damaged, must not stop the others. */
  function readEach(items: readonly Item[], setAside?: SetAside): readonly T[] {
    return items.flatMap((item) => {
      try {
        return [read(item)];
      } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        const key = storedKey.parse(item);
        const reference = kind.referenceOf?.(key) ?? key.pk;
        logUnreadable(reference, error);
        setAside?.(reference);
        return [];
      }
    });
  }

  async function isOwnWrite(thing: T, version: number): Promise<boolean> {
    if (!writeIdOf) return false;
    const stored = await find(keyOf(thing));
    if (stored?.version !== version) return false;
    const storedId = writeIdOf(stored);
    return writeIdOf(thing).every((value, index) => value === storedId[index]);
  }

  return {
    find,

    readEach,

    async list(query: Query, setAside?: SetAside): Promise<readonly T[]> {
      return readEach(await table.query(query), setAside);
    },

    async save(thing: T): Promise<SaveOutcome> {
      const version = thing.version + 1;
      const outcome = await table.putNext({
        ...Object.fromEntries(Object.entries(thing)),
        ...keyOf(thing),
        ...indexKeysOf?.(thing),
        version,
        schemaVersion,
        expiresAt: expiresAtOf?.(thing),
      });
      if (outcome === 'put') return 'saved';
      return (await isOwnWrite(thing, version)) ? 'saved' : 'conflict';
    },

    /** Deletes the thing only if it still has the version that was read. */
    async remove(thing: T): Promise<SaveOutcome> {
      const key = keyOf(thing);
      if ((await table.removeVersion(key, thing.version)) === 'removed') return 'saved';
      // A removal whose answer was lost is refused when the client tries it again, and leaves no item.
      return (await table.get(key)) ? 'conflict' : 'saved';
    },
  };
}
