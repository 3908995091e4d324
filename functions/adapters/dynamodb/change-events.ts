import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { ChangeEvent } from '../../domain/notifications/notification.ts';
import { storedDamage } from './damages.ts';
import { storedDeclaration } from './declarations.ts';
import { storedDelivery } from './deliveries.ts';
import {
  challengeSk,
  damagePrefix,
  declarationPrefix,
  deliveryPrefix,
  personPrefix,
  subscriberPrefix,
} from './keys.ts';
import { storedPerson } from './people.ts';
import { storedChallenge } from './sign-in.ts';
import { readItem } from './versioned-store.ts';
import { storedSubscriber } from './webhooks.ts';

/** A whole item, as the stream delivers it. */
export type Image = Record<string, AttributeValue>;

const storedKey = z.lazy(() => z.object({ pk: z.string(), sk: z.string() }));
const storedVersion = z.lazy(() => z.object({ version: z.int() }));

/** The change event of a stream record; `undefined` for items that are never announced. Throws when the item cannot be read. */
export function parseChangeEvent(
  newImage: Image,
  oldImage: Image | undefined,
): ChangeEvent | undefined {
  const item = unmarshall(newImage);
  const { sk } = storedKey.parse(item);
  const previousVersion = oldImage ? storedVersion.parse(unmarshall(oldImage)).version : 0;
  if (sk.startsWith(declarationPrefix)) {
    return { kind: 'declaration', declaration: readItem(storedDeclaration, item), previousVersion };
  }
  if (sk.startsWith(damagePrefix)) {
    return { kind: 'damage', damage: readItem(storedDamage, item), previousVersion };
  }
  if (sk.startsWith(deliveryPrefix)) {
    return { kind: 'delivery', delivery: readItem(storedDelivery, item), previousVersion };
  }
  if (sk.startsWith(personPrefix)) {
    return { kind: 'person', person: readItem(storedPerson, item), previousVersion };
  }
  if (sk.startsWith(subscriberPrefix)) {
    return { kind: 'subscriber', subscriber: readItem(storedSubscriber, item), previousVersion };
  }
  if (sk === challengeSk && previousVersion === 0) {
    return { kind: 'challenge', challenge: readItem(storedChallenge, item) };
  }
  return undefined;
}
