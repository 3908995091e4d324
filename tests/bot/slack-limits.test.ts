import { beforeAll, describe, expect, test } from 'vitest';
import type { FormView, View } from '../../functions/bot/model/views.ts';
import { serializeChatJob } from '../../functions/channels/chat/queue.ts';
import { formModal } from '../../functions/channels/slack/render/form-modal.ts';
import {
  notificationHome,
  notificationMessage,
  notificationModal,
} from '../../functions/channels/slack/render/notification.ts';
import { fieldNames, fieldOf } from '../../functions/content/model/form.ts';
import type { Intent } from '../../functions/content/model/intent.ts';
import type { College } from '../../functions/domain/colleges/college.ts';
import { type DamageReport, newDamage } from '../../functions/domain/damages/damage.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { type KnownPerson, newPerson } from '../../functions/domain/people/person.ts';
import { parseUai, type Uai } from '../../functions/domain/uai.ts';
import { fileDeclaration } from '../../functions/use-cases/declarations.ts';
import { blockKitProblems } from '../../infra/local/slack-simulator/block-kit/rules.ts';
import { campaign2026, damage, needs } from '../shared/examples.ts';
import { createTestEnvironment, type TestEnvironment } from '../shared/test-environment.ts';
import { botUserOf, submissionOf, unlinkedUser } from './bot-users.ts';

/* A Département ten times as large, with the longest names, and answers of maximum length. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function uais(howMany: number): readonly Uai[] {
  const found: Uai[] = [];
  for (let number = 470_000; found.length < howMany; number += 1) {
    for (const letter of letters) {
      const parsed = parseUai(`0${number}${letter}`);
      if (parsed.kind === 'uai') found.push(parsed.uai);
    }
  }
  return found.slice(0, howMany);
}

const colleges = uais(300).map(
  (uai, index): College => ({
    uai,
    name: `Collège ${'Marie-Madeleine & Marguerite de l’Épine-Fauçon <'.repeat(3)} ${index}`,
    commune: `Saint-${'Barthélemy-d’Agenais-lès-'.repeat(4)}Bains ${index}`,
    postcode: '47000',
    aliases: [],
    citeScolaire: false,
  }),
);
const [first = colleges[0]] = colleges;
const uai = first?.uai ?? uais(1)[0] ?? ('' as Uai);

const endless = '& « 👩\u200d👧 » <b> "\\ '.repeat(120).slice(0, 2000).toWellFormed();
const line = endless.slice(0, 80).toWellFormed();
const everything: DamageReport = {
  ...damage,
  ...{ building: line, level: line, corridor: endless.slice(0, 120).toWellFormed() },
  ...{ dangerous: true, description: endless, parts: ['door', 'lock', 'hinge', 'shelf', 'body'] },
  lockers: Array.from({ length: 200 }, (_, index) => {
    const number = 1000 + 2 * index;
    return { prefix: 'ABC', first: number, last: number, digits: 1 };
  }),
};
const person = (mail: string, more: Partial<KnownPerson>): KnownPerson => ({
  ...newPerson(mail, line),
  ...more,
});
const one = person('one@example.org', { memberOf: [uai] });
const all = person('all@example.org', { memberOf: colleges.map((college) => college.uai) });
const education = person('service@example.org', { education: true });

async function createLargeEnvironment(): Promise<TestEnvironment> {
  const created = await createTestEnvironment();
  await created.departement.replaceRegister(colleges, '2026-01-10T08:00:00.000Z');
  return created;
}

let environment: TestEnvironment;
let damageIds: readonly string[];
beforeAll(async () => {
  environment = await createLargeEnvironment();
  for (const each of [one, all, education]) await environment.persons.save(each);
  const act = { at: '2026-01-12T08:00:00.000Z', who: line, channel: 'slack' } as const;
  damageIds = Array.from({ length: 50 }, (_, index) => `AAAA${10 + index}`.replaceAll('0', 'Z'));
  for (const id of damageIds) {
    await environment.damages.save(
      newDamage(everything, { uai, id }, { ...act, idempotencyKey: id }),
    );
  }
  const plan = {
    lockers: 48,
    expected: { from: '2026-01-13', to: '2026-01-13' },
    orderNumber: line,
  };
  for (let index = 1; index <= 30; index += 1) {
    const id = `2026-${index}`;
    await environment.deliveries.save(
      newDelivery(plan, { uai, id }, { ...act, idempotencyKey: id }),
    );
  }
}, 60_000);

/** What breaks the limits of Slack, in every place where the view can be shown. */
function problemsOf(view: View) {
  if (view.kind === 'form') return blockKitProblems(formModal(view));
  const { notification } = view;
  return [
    notificationMessage(notification),
    notificationModal(notification),
    notificationHome(notification),
  ].flatMap(blockKitProblems);
}

/** Every text at its maximum length, every option chosen. */
function longestAnswers({ form }: FormView) {
  return Object.fromEntries(
    fieldNames(form).map((name) => {
      const { control } = fieldOf(form, name);
      const options = 'options' in control ? control.options.map(({ value }) => value) : [];
      if (control.kind === 'several-of') return [name, options];
      if (control.kind === 'one-of') return [name, options[0] ?? ''];
      return [name, 'maxLength' in control ? endless.slice(0, control.maxLength) : line];
    }),
  );
}

const key = { uai, id: 'AAAA11' };
const intents: readonly Intent[] = [
  ...(['overview', 'home', 'status', 'deliveries', 'declare', 'report'] as const).flatMap(
    (kind): Intent[] => [{ kind }, { kind, uai }],
  ),
  { kind: 'declare-nothing' },
  { kind: 'help' },
  { kind: 'help', input: endless.slice(0, 150) },
  { kind: 'declare', uai, answers: { comment: endless.slice(0, 600) } },
  { kind: 'confirm', intent: { kind: 'report', answers: { description: endless.slice(0, 600) } } },
  { kind: 'damage', ...key },
  { kind: 'follow-up', ...key },
  { kind: 'update-damage-status', ...key },
  { kind: 'delivery', uai, id: '2026-7' },
  { kind: 'receive', uai, id: '2026-7' },
  { kind: 'request-correction', uai, campaignId: campaign2026.id },
  { kind: 'link-account' },
];

describe.each([
  ['a member of one collège', one],
  ['a member of 300 collèges', all],
  ['the service Éducation', education],
  ['an unlinked user', undefined],
])('%s', (_, who) => {
  test.each(intents)('gets an answer to $kind within the limits of Slack', async (intent) => {
    const botUser = who ? await botUserOf(environment, who) : unlinkedUser;
    const view = await environment.bot.handleIntent(botUser, intent, 'an opening');
    expect(problemsOf(view)).toEqual([]);
    if (view.kind !== 'form') return;
    // The longest answers, then an error at every question.
    for (const answers of [longestAnswers(view), {}]) {
      const next = await environment.bot.handleSubmission(botUser, submissionOf(view, answers));
      expect(problemsOf(next)).toEqual([]);
    }
  });
});

test('a digest of 300 collèges is within the limits of Slack and of SQS', async () => {
  const nightlyDigest = await createLargeEnvironment();
  await nightlyDigest.persons.save(all);
  for (const college of colleges) {
    const act = {
      by: all,
      channel: 'slack',
      idempotencyKey: college.uai,
      expectedVersion: 0,
    } as const;
    const command = { ...act, uai: college.uai, campaignId: campaign2026.id };
    const longNeeds = { ...needs, place: line, comment: endless };
    await fileDeclaration(nightlyDigest, command, { kind: 'needs', needs: longNeeds });
  }
  await nightlyDigest.runNightlyDigest();
  const [post] = nightlyDigest.chatJobs.filter(({ kind }) => kind === 'notification');
  if (post?.kind !== 'notification') throw new Error('no digest was posted');
  expect(blockKitProblems(notificationMessage(post.notification))).toEqual([]);
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
  expect(Buffer.byteLength(serializeChatJob(post))).toBeLessThan(1024 * 1024);
}, 60_000);
