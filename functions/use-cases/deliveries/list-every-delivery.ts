import type { Register } from '../../domain/colleges/college.ts';
import type { Delivery } from '../../domain/deliveries/delivery.ts';
import type { DeliveryStore } from '../ports.ts';

/** The deliveries of every collège, in the order of the register. */
export async function listEveryDelivery(
  deliveries: Pick<DeliveryStore, 'listOf'>,
  register: Register,
): Promise<readonly Delivery[]> {
  const lists = await Promise.all(register.map(({ uai }) => deliveries.listOf(uai)));
  return lists.flat();
}
