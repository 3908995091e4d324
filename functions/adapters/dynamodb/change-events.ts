import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Happening } from '../../domain/notifications/notification.ts';
import { storedDamage } from './damages.ts';
import { storedDeclaration } from './declarations.ts';
import { storedDelivery } from './deliveries.ts';
import {
  damagePrefix,
  declarationPrefix,
  deliveryPrefix,
  personPrefix,
  subscriberPrefix,
} from './keys.ts';
import { storedPerson } from './people.ts';
import { storedChallenge } from './sign-in.ts';
import { storedSubscriber } from './webhooks.ts';

/** A whole item, as the stream gives it. */
export type Image = Record<string, AttributeValue>;

const storedKey = z.lazy(() => z.object({ pk: z.string(), sk: z.string() }));
const storedVersion = z.lazy(() => z.object({ version: z.int() }));

/** What a record of the table's stream says; `undefined` for what nobody announces. Throws for an item that is damaged. */
export function readHappening(newImage: Image, oldImage: Image | undefined): Happening | undefined {
  const item = unmarshall(newImage);
  const { sk } = storedKey.parse(item);
  const since = oldImage ? storedVersion.parse(unmarshall(oldImage)).version : 0;
  if (sk.startsWith(declarationPrefix)) {
    return { kind: 'declaration', declaration: storedDeclaration.parse(item), since };
  }
  if (sk.startsWith(damagePrefix)) {
    return { kind: 'damage', damage: storedDamage.parse(item), since };
  }
  if (sk.startsWith(deliveryPrefix)) {
    return { kind: 'delivery', delivery: storedDelivery.parse(item), since };
  }
  if (sk.startsWith(personPrefix)) {
    return { kind: 'person', person: storedPerson.parse(item), since };
  }
  if (sk.startsWith(subscriberPrefix)) {
    return { kind: 'subscriber', subscriber: storedSubscriber.parse(item), since };
  }
  if (sk === 'CHALLENGE' && since === 0) {
    return { kind: 'challenge', challenge: storedChallenge.parse(item) };
  }
  return undefined;
}
