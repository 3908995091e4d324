import { type College, findCollege } from '../../domain/colleges/college.ts';
import type { Uai } from '../../domain/colleges/uai.ts';
import type { Delivery } from '../../domain/deliveries/delivery.ts';
import { mayRead, type Person } from '../../domain/people/person.ts';
import type { DeliveryStore, DepartementStore } from '../ports.ts';

export interface DeliveryFile {
  readonly college: College;
  readonly delivery: Delivery;
}

/** `undefined`: there is none, or it is not theirs to see. */
export type ViewDelivery = (
  which: { readonly uai: Uai; readonly id: string },
  by: Person,
) => Promise<DeliveryFile | undefined>;

/** One delivery, for its collège and for the service Éducation. */
export function makeViewDelivery(deps: {
  readonly departement: DepartementStore;
  readonly deliveries: DeliveryStore;
}): ViewDelivery {
  return async ({ uai, id }, by) => {
    if (!mayRead(by, uai)) return undefined;
    const [register, delivery] = await Promise.all([
      deps.departement.register(),
      deps.deliveries.find(uai, id),
    ]);
    const college = findCollege(register, uai);
    return college && delivery && { college, delivery };
  };
}
