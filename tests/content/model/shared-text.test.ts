import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { FormView, PersonalLink } from '../../../functions/bot/model/views.ts';
import type { NotificationJob } from '../../../functions/channels/chat/queue.ts';
import type { Connector, SharedConversation } from '../../../functions/channels/teams/connector.ts';
import {
  type Intent,
  isSharedIntent,
  type SharedIntent,
} from '../../../functions/content/model/intent.ts';
import {
  forEveryone,
  type Notification,
  type SharedNotification,
  type SharedParts,
} from '../../../functions/content/model/notification.ts';
import {
  isSharedText,
  type SharedText,
  sharedText,
} from '../../../functions/content/model/shared-text.ts';
import { crochepierre } from '../../shared/examples.ts';

describe('a text for everybody', () => {
  test.each([
    ['Écrivez à zoe.petit+x@college.example.org.', 'Écrivez à [adresse masquée].'],
    ['05 53 00 00 00, 06.12.34.56.78', '[numéro masqué], [numéro masqué]'],
    ['+33 6 12 34 56 78 ou 0033612345678', '[numéro masqué] ou [numéro masqué]'],
    ['Tél.\u00a0: 05\u00a053\u202f00\u00a000\u00a000', 'Tél.\u00a0: [numéro masqué]'],
    ['Voir https://casiers.example.org/lien/abc_D-e ici', 'Voir [lien masqué] ici'],
  ])('hides what is personal: %s', (written, shown) => {
    expect(sharedText(written)).toBe(shown);
    expect(isSharedText(written)).toBe(false);
  });

  test.each([
    'D-0470678G-7F3K2M : 13 casiers, 101-112 et 115',
    'Établi le 14 janvier 2026 à 09 h 12, 1 024 casiers',
    'BC-2026-014, L-0470678G-0553000000',
    'https://casiers.example.org/degats/D-0470678G-7F3K2M',
    'https://teams.microsoft.com/l/chat/0/0?users=28%3A11111111-2222-4333-8444-555555555555',
  ])('keeps references, numbers and links to the site: %s', (text) => {
    expect(sharedText(text)).toBe(text);
  });

  test('is searched fast, however long it is', () => {
    const start = performance.now();
    for (const long of ['a', 'a.', 'a@', '@', '0', '06 ', '/lien', 'a@a.']) {
      sharedText(long.repeat(40_000 / long.length));
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });

  propertyTest.prop([
    fc.array(
      fc.oneof(
        fc.string(),
        fc.emailAddress(),
        fc.constantFrom('06 12 34 56 78', '/lien/x', '@', '.', '+33', ' ', '0'),
      ),
    ),
  ])('is one, whatever people write', (parts) => {
    expect(isSharedText(sharedText(parts.join('')))).toBe(true);
  });
});

describe('a button for everybody', () => {
  const { uai } = crochepierre;

  test('holds nothing that a person wrote', () => {
    expect(isSharedIntent({ kind: 'report', uai })).toBe(true);
    expect(isSharedIntent({ kind: 'damage', uai, id: 'a' })).toBe(true);
    expect(isSharedIntent({ kind: 'report', uai, answers: { comment: 'x' } })).toBe(false);
    expect(isSharedIntent({ kind: 'help', input: 'x' })).toBe(false);
    expect(isSharedIntent({ kind: 'link-account', next: { kind: 'help', input: 'x' } })).toBe(
      false,
    );
    expect(
      isSharedIntent({
        ...{ kind: 'file-nothing', uai, campaignId: '2026' },
        ...{ expectedVersion: 0, idempotencyKey: 'a' },
      }),
    ).toBe(false);
  });
});

test('a message for everybody is a message for one reader too', () => {
  const parts = { title: 't', summary: 's', sections: [], actions: [], footer: '' };
  expect(forEveryone(parts)).toEqual({ audience: 'everyone', ...parts });
});

// `npm run check` fails when one of these becomes possible.
test('what is personal cannot be written into a message for everybody', () => {
  expectTypeOf<string>().not.toExtend<SharedText>();
  expectTypeOf<Notification>().not.toExtend<SharedNotification>();
  expectTypeOf<PersonalLink>().not.toExtend<SharedParts['actions'][number]['url']>();
  expectTypeOf<PersonalLink>().not.toExtend<SharedParts['summary']>();
  expectTypeOf<Extract<Intent, { kind: 'declare' }>>().not.toExtend<SharedIntent>();
  expectTypeOf<Extract<Intent, { kind: 'help' }>>().not.toExtend<SharedIntent>();
  expectTypeOf<Extract<Intent, { kind: 'confirm' }>>().not.toExtend<SharedIntent>();
  type ToEducation = Extract<NotificationJob, { to: { kind: 'education' } }>;
  expectTypeOf<Notification>().not.toExtend<ToEducation['notification']>();
  expectTypeOf<SharedConversation>().not.toExtend<Parameters<Connector['send']>[0]>();
  expectTypeOf<SharedConversation>().not.toExtend<Parameters<Connector['replace']>[0]>();
  expectTypeOf<Notification>().not.toExtend<Parameters<Connector['sendToAll']>[1]>();
  expectTypeOf<FormView>().not.toExtend<Parameters<Connector['sendToAll']>[1]>();
});
