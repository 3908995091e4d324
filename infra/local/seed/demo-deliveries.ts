import type { createStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { shortIdFrom } from '../../../functions/adapters/node/crypto.ts';
import type { Delivery } from '../../../functions/domain/deliveries/delivery.ts';
import { schoolHolidays } from '../../../functions/domain/deliveries/planning.ts';
import type { ReceiptAnswers } from '../../../functions/domain/deliveries/receipt.ts';
import type { Takeback } from '../../../functions/domain/deliveries/takeback.ts';
import type { Person } from '../../../functions/domain/people/person.ts';
import type { Uai } from '../../../functions/domain/uai.ts';
import {
  liftReserve,
  noteTakeback,
  receiveDelivery,
  updateDeliveryStatus,
} from '../../../functions/use-cases/deliveries.ts';
import { planDelivery } from '../../../functions/use-cases/delivery-planning.ts';
import type { Departement } from '../../config/departement.ts';

type Stores = ReturnType<typeof createStores>;

/**
 * Takes the first delivery that has arrived from its receipt to the last lifted réserve, and plans another one to the same
 * collège in three weeks. Does nothing the second time.
 */
export async function deliverDemo(stores: Stores, settings: Departement, now: Date): Promise<void> {
  const register = await stores.departement.register();
  const lists = await Promise.all(register.map(({ uai }) => stores.deliveries.listOf(uai)));
  const arrived = lists.flat().find(({ state }) => state === 'arrived');
  if (!arrived) return;
  await closeDelivery(stores, settings, arrived);
  await planNext(stores, settings, { uai: arrived.uai, now });
}

async function closeDelivery(stores: Stores, settings: Departement, delivery: Delivery) {
  const { uai, id, lockers, arrivedOn = delivery.expected.to } = delivery;
  const day = (days: number) =>
    new Date(Date.parse(`${arrivedOn}T09:40:00.000Z`) + days * 24 * 3_600_000);
  const { installers } = settings.delivery;
  const on = (days: number) => ({ ...stores, installers, clock: clockAt(day(days)) });
  const act = (idempotencyKey: string) =>
    ({ uai, id, channel: 'web', idempotencyKey: `demo delivery ${idempotencyKey}` }) as const;
  const college = { name: 'Claire Durand', memberOf: [uai] };
  const by = serviceOf(settings);

  const answers = { ...receipt, counted: lockers };
  await receiveDelivery(on(0), { ...act('receipt'), by: college }, answers);
  await updateDeliveryStatus(on(1), { ...act('installed'), by, statusUpdate: 'installed' });
  await noteTakeback(
    on(2),
    { ...act('takeback'), by: college },
    { ...takeback, boardActOn: dayOf(day(-27)), collectedOn: dayOf(day(1)) },
  );
  const note = 'Serrures changées par l’atelier.';
  await liftReserve(on(20), { ...act('lifted'), by, reserveId: 'R1', note });
}

const receipt: ReceiptAnswers = {
  counted: 0,
  verdict: 'with-reserves',
  reserves: [
    {
      lockers: [{ prefix: '', first: 12, last: 13, digits: 1 }],
      lockersUnnumbered: 0,
      parts: ['lock'],
      description: 'Les serrures tournent dans le vide.',
    },
  ],
  comment: '',
  signedName: 'Claire Durand',
  signedRole: 'Secrétaire générale',
};

const takeback: Takeback = {
  lockers: 44,
  owner: 'college',
  route: 'decommissioned',
  boardActOn: '',
  collectedOn: '',
  forWelding: 16,
};

async function planNext(
  stores: Stores,
  settings: Departement,
  { uai, now }: { readonly uai: Uai; readonly now: Date },
): Promise<void> {
  const { lotSize } = settings;
  const planSetting = { lotSize, holidays: schoolHolidays.A };
  const deps = { ...stores, clock: clockAt(now), planSetting, shortIdFrom };
  const day = threeWeeksAfter(now);
  const expected = { from: day, to: day, slot: 'morning' } as const;
  const by = serviceOf(settings);
  await planDelivery(
    deps,
    { uai, by, channel: 'web', idempotencyKey: 'demo delivery plan', despiteWarnings: true },
    { lockers: lotSize, expected, orderNumber: '' },
  );
}

function serviceOf({ serviceName }: Departement): Person {
  return { name: serviceName, memberOf: [], education: true };
}

const clockAt = (instant: Date) => ({ now: () => instant, today: () => dayOf(instant) });
const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

/** The Tuesday of that week. */
function threeWeeksAfter(now: Date): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() + 21 - ((day.getUTCDay() + 5) % 7));
  return dayOf(day);
}
