import { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import type { Item, Table } from '../../../functions/adapters/dynamodb/table.ts';
import { createClock } from '../../../functions/adapters/node/runtime.ts';
import { parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { buildSlackInbound } from '../../../functions/lambdas/wiring/slack-inbound.ts';
import { durand } from '../../shared/examples.ts';

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

const config = parseConfig('slack-inbound', process.env);
const clock = createClock(config.TIME_ZONE);
void createStores(table, config.DEPARTEMENT, clock).persons.save(durand);
const { SLACK_SECRET = '' } = process.env;

export const handler = buildSlackInbound(config, {
  ...{ table, clock, secret: async () => 'a secret of the bench' },
  fetchSlackSecret: async () => SLACK_SECRET,
});
