import { beforeAll, describe, expect, test } from 'vitest';
import type { FormTurn, Turn } from '../../functions/bot/model/views.ts';
import { writePost } from '../../functions/channels/chat/queue.ts';
import { formModal } from '../../functions/channels/slack/render/form-modal.ts';
import {
  noticeHome,
  noticeMessage,
  noticeModal,
} from '../../functions/channels/slack/render/notification.ts';
import { fieldNames, fieldOf } from '../../functions/content/model/form.ts';
import type { Ask } from '../../functions/content/model/intent.ts';
import type { College } from '../../functions/domain/colleges/college.ts';
import { type DamageReport, newDamage } from '../../functions/domain/damages/damage.ts';
import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { type KnownPerson, newPerson } from '../../functions/domain/people/person.ts';
import { readUai, type Uai } from '../../functions/domain/uai.ts';
import { makeFileDeclaration } from '../../functions/use-cases/declarations.ts';
import { blockKitProblems } from '../../infra/local/slack-simulator/block-kit/rules.ts';
import { campaign2026, damage, needs } from '../shared/examples.ts';
import { makeWorld, type World } from '../shared/world.ts';
import { sent, speakerOf, stranger } from './speakers.ts';

/* A Département ten times as large, with the longest names, and people who fill in every line to its end. */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function uais(howMany: number): readonly Uai[] {
  const found: Uai[] = [];
  for (let number = 470_000; found.length < howMany; number += 1) {
    for (const letter of letters) {
      const reading = readUai(`0${number}${letter}`);
      if (reading.kind === 'uai') found.push(reading.uai);
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

const endless = '& « 👩‍👧 » <b> "\\ '.repeat(120).slice(0, 2000).toWellFormed();
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
const one = person('one@example.org', { boundTo: [uai] });
const all = person('all@example.org', { boundTo: colleges.map((college) => college.uai) });
const education = person('service@example.org', { education: true });

let world: World;
let damageIds: readonly string[];
beforeAll(async () => {
  world = await makeWorld();
  await world.departement.replaceRegister(colleges, '2026-01-10T08:00:00.000Z');
  for (const each of [one, all, education]) await world.persons.save(each);
  const act = { at: '2026-01-12T08:00:00.000Z', who: line, door: 'slack' } as const;
  damageIds = Array.from({ length: 50 }, (_, index) => `AAAA${10 + index}`.replaceAll('0', 'Z'));
  for (const id of damageIds) {
    await world.damages.save(newDamage(everything, { uai, id }, { ...act, opening: id }));
  }
  const plan = {
    lockers: 48,
    expected: { from: '2026-01-13', to: '2026-01-13' },
    orderNumber: line,
  };
  for (let index = 1; index <= 30; index += 1) {
    const id = `2026-${index}`;
    await world.deliveries.save(newDelivery(plan, { uai, id }, { ...act, opening: id }));
  }
}, 60_000);

/** Wherever a turn may be drawn in Slack. */
function problemsOf(turn: Turn) {
  if (turn.kind === 'form') return blockKitProblems(formModal(turn));
  const { notice } = turn;
  return [noticeMessage(notice), noticeModal(notice), noticeHome(notice)].flatMap(blockKitProblems);
}

/** Every line to its end, every choice taken. */
function fullest({ form }: FormTurn) {
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

const which = { uai, id: 'AAAA11' };
const asks: readonly Ask[] = [
  ...(['overview', 'home', 'standing', 'deliveries', 'declare', 'report'] as const).flatMap(
    (kind): Ask[] => [{ kind }, { kind, uai }],
  ),
  { kind: 'declare-nothing' },
  { kind: 'help' },
  { kind: 'help', typed: endless.slice(0, 150) },
  { kind: 'declare', uai, answers: { comment: endless.slice(0, 600) } },
  { kind: 'understood', ask: { kind: 'report', answers: { description: endless.slice(0, 600) } } },
  { kind: 'damage', ...which },
  { kind: 'follow-up', ...which },
  { kind: 'move-damage', ...which },
  { kind: 'delivery', uai, id: '2026-7' },
  { kind: 'receive', uai, id: '2026-7' },
  { kind: 'ask-correction', uai, campaignId: campaign2026.id },
  { kind: 'bind' },
];

describe.each([
  ['somebody of one collège', one],
  ['somebody of 300 collèges', all],
  ['the service Éducation', education],
  ['a stranger', undefined],
])('%s', (_, who) => {
  test.each(asks)('is answered $kind within what Slack takes', async (ask) => {
    const speaker = who ? await speakerOf(world, who) : stranger;
    const turn = await world.talk.hear(speaker, ask, 'an opening');
    expect(problemsOf(turn)).toEqual([]);
    if (turn.kind !== 'form') return;
    // As it comes back filled to the brim, then with every question wrong.
    for (const answers of [fullest(turn), {}]) {
      const next = await world.talk.take(speaker, sent(turn, answers));
      expect(problemsOf(next)).toEqual([]);
    }
  });
});

test('the digest of a night on which 300 collèges answered is within what Slack takes, and what its queue takes', async () => {
  const night = await makeWorld();
  await night.departement.replaceRegister(colleges, '2026-01-10T08:00:00.000Z');
  await night.persons.save(all);
  const file = makeFileDeclaration(night);
  for (const college of colleges) {
    const act = { by: all, door: 'slack', opening: college.uai, seenVersion: 0 } as const;
    const command = { ...act, uai: college.uai, campaignId: campaign2026.id };
    const said = { ...needs, place: line, comment: endless };
    await file(command, { kind: 'needs', needs: said });
  }
  await night.spendNight();
  const [post] = night.posts.filter(({ kind }) => kind === 'notice');
  if (post?.kind !== 'notice') throw new Error('no digest was posted');
  expect(blockKitProblems(noticeMessage(post.notice))).toEqual([]);
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
  expect(Buffer.byteLength(writePost(post))).toBeLessThan(1024 * 1024);
}, 60_000);
