import { newDelivery } from '../../functions/domain/deliveries/delivery.ts';
import { reportDamage } from '../../functions/use-cases/damages.ts';
import { fileDeclaration, saveDraft } from '../../functions/use-cases/declarations.ts';
import { receiveDelivery, updateDeliveryStatus } from '../../functions/use-cases/deliveries.ts';
import {
  campaign2026,
  crochepierre,
  damage,
  durand,
  inspector,
  lambert,
  needs,
  petit,
  plan,
  signed,
} from '../shared/examples.ts';
import type { TestEnvironment } from '../shared/test-environment.ts';

const { uai } = crochepierre;
const written = 'Appelez Zoé au 06 12 34 56 78, zoe.petit@college.example.org.';

/** A declaration, a draft, damages and a delivery, with contacts wherever people can write some. */
export async function plantContacts(environment: TestEnvironment) {
  const act = { uai, by: durand, channel: 'web' } as const;
  const declaring = { ...act, campaignId: campaign2026.id };
  await fileDeclaration(
    environment,
    { ...declaring, idempotencyKey: 'filed', expectedVersion: 0 },
    { kind: 'needs', needs: { ...needs, place: written, comment: written } },
  );
  await saveDraft(
    environment,
    { ...declaring, idempotencyKey: 'draft', expectedVersion: 1 },
    {
      ...needs,
      lockersInService: '77',
      lockersToReplace: '12',
      contactName: durand.name,
      comment: written,
      pupils: ['6e'],
      lockersUnusable: '',
      lockersDangerous: '',
      lockersToTakeBack: '',
      place: '',
      accessConstraints: [],
      accessNotes: written,
    },
  );
  const reported = await reportDamage(
    environment,
    { ...act, idempotencyKey: 'damage' },
    { ...damage, dangerous: true, corridor: 'Voir Zoé, 06 12 34 56 78', description: written },
  );
  if (reported.kind !== 'reported') throw new Error(reported.kind);
  const delivery = { uai, id: '7F3K2M' };
  const who = { who: inspector.name, channel: 'web', idempotencyKey: 'a' } as const;
  await environment.deliveries.save(
    newDelivery(plan, delivery, { ...who, at: '2026-01-14T08:00:00.000Z' }),
  );
  await updateDeliveryStatus(environment, {
    ...delivery,
    by: inspector,
    channel: 'web',
    statusUpdate: 'arrived',
    idempotencyKey: 'b',
  });
  await receiveDelivery(
    environment,
    { ...act, id: delivery.id, idempotencyKey: 'c' },
    { ...signed, verdict: 'refused', comment: written },
  );
  return { damage: reported.damage, delivery };
}

/** Sentences that lead to each intent. */
export const sentences = [
  ...['', 'aide', 'zut 06 12 34 56 78 zoe.petit@college.example.org', 'menu', 'besoin', 'néant'],
  ...['dégât', 'état', 'livraison', 'rattachement'],
  'il nous faut 12 casiers en 6e, contact zoe.petit@college.example.org',
  '2 portes cassées bâtiment B, casiers 101-103, appelez Zoé au 06 12 34 56 78',
];

/** What a button of a shared card may ask. */
export const intentsAbout = ({ damage, delivery }: Awaited<ReturnType<typeof plantContacts>>) => [
  ...(['overview', 'home', 'help', 'status', 'deliveries', 'link-account'] as const).map(
    (kind) => ({
      kind,
    }),
  ),
  ...(['declare', 'declare-nothing', 'report'] as const).flatMap((kind) => [
    { kind },
    { kind, uai },
  ]),
  ...(['damage', 'follow-up', 'update-damage-status'] as const).map((kind) => ({
    kind,
    uai,
    id: damage.id,
  })),
  ...(['delivery', 'receive'] as const).map((kind) => ({ kind, ...delivery })),
  { kind: 'request-correction', uai, campaignId: campaign2026.id },
  { kind: 'nonsense' },
];

const names = [durand, petit, lambert, inspector].map(({ name }) => name);

/** What is personal in anything that was sent: none of it may reach more than one person. */
export function personalIn(sent: unknown): readonly string[] {
  const text = JSON.stringify(sent);
  const patterns = [
    /\/lien\/[^"]{0,20}/g,
    /[\w.+-]+@[\w-]+\.[\w.]+/g,
    /(?<![\d.-])0[1-9](?:[ .\u00a0\u202f-]?\d\d){4}(?!\d)/g,
    /formState|Input\.|lockersInService/g,
  ];
  return [
    ...patterns.flatMap((pattern) => text.match(pattern) ?? []),
    ...names.filter((name) => text.includes(name)),
  ].filter((found) => !found.endsWith('@thread.tacv2') && !found.endsWith('@thread.v2'));
}
