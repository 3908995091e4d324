import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { ChangeEvent } from '../../domain/notifications/notification.ts';
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
export function parseChangeEvent(
  newImage: Image,
  oldImage: Image | undefined,
): ChangeEvent | undefined {
  const item = unmarshall(newImage);
  const { sk } = storedKey.parse(item);
  const previousVersion = oldImage ? storedVersion.parse(unmarshall(oldImage)).version : 0;
  if (sk.startsWith(declarationPrefix)) {
    return { kind: 'declaration', declaration: storedDeclaration.parse(item), previousVersion };
  }
  if (sk.startsWith(damagePrefix)) {
    return { kind: 'damage', damage: storedDamage.parse(item), previousVersion };
  }
  if (sk.startsWith(deliveryPrefix)) {
    return { kind: 'delivery', delivery: storedDelivery.parse(item), previousVersion };
  }
  if (sk.startsWith(personPrefix)) {
    return { kind: 'person', person: storedPerson.parse(item), previousVersion };
  }
  if (sk.startsWith(subscriberPrefix)) {
    return { kind: 'subscriber', subscriber: storedSubscriber.parse(item), previousVersion };
  }
  if (sk === 'CHALLENGE' && previousVersion === 0) {
    return { kind: 'challenge', challenge: storedChallenge.parse(item) };
  }
  return undefined;
}
