import { makeClock } from '../../../functions/run/clock.ts';
import { readConfig } from '../../../functions/run/config.ts';
import { wireSlack } from '../../../functions/run/wire/wire-slack.ts';
import { wireStores } from '../../../functions/run/wire/wire-stores.ts';
import type { Item, Table } from '../../../functions/store/table.ts';
import { durand } from '../../examples.ts';

/* The Slack function with nobody to wait for: what is left is its own work. */

const items = new Map<string, Item>();
const nameOf = ({ pk, sk }: { readonly pk?: unknown; readonly sk?: unknown }) => `${pk} ${sk}`;

const query: Table['query'] = async ({ values }) =>
  [...items.values()].filter(
    ({ pk, sk }) => pk === values[':pk'] && String(sk).startsWith(values[':prefix'] ?? ''),
  );

const table: Table = {
  get: async (key) => items.get(nameOf(key)),
  query,
  async *pages(asked) {
    yield await query(asked);
  },
  async put(item) {
    items.set(nameOf(item), item);
  },
  async putNext(item) {
    items.set(nameOf(item), item);
    return 'put';
  },
  async remove(key) {
    items.delete(nameOf(key));
  },
  async removeVersion(key) {
    items.delete(nameOf(key));
    return 'removed';
  },
};

const config = readConfig('slack', process.env);
const clock = makeClock(config.TIME_ZONE);
void wireStores(table, config.DEPARTEMENT, clock).persons.save(durand);
const { SLACK_SECRET = '' } = process.env;

export const handler = wireSlack(config, {
  ...{ table, clock, secret: async () => 'a secret of the bench' },
  fetchSlackSecret: async () => SLACK_SECRET,
});
