import { expect, test } from 'vitest';
import { declarationsDay } from '../../../functions/adapters/dynamodb/keys.ts';
import { listChanged } from '../../../functions/adapters/dynamodb/table.ts';

test('a year is read in order, with fewer concurrent queries than a client has connections', async () => {
  let [concurrent, most] = [0, 0];
  const query = async ({ values }: { readonly values: Readonly<Record<string, string>> }) => {
    concurrent += 1;
    most = Math.max(most, concurrent);
    await new Promise((resolve) => setTimeout(resolve, 1));
    concurrent -= 1;
    return [{ day: values[':day'] }];
  };
  const year = { from: '2026-01-01T00:00:00.000Z', until: '2026-12-31T12:00:00.000Z' };
  const items = await listChanged({ query }, declarationsDay, year);
  const days = items.map(({ day }) => day);
  expect(days).toHaveLength(365);
  expect(days).toEqual(days.toSorted());
  // The digest reads two kinds at once, and a client has fifty connections.
  expect(most).toBeLessThanOrEqual(25);
});
