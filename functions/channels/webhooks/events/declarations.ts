import * as z from 'zod';
import {
  type Declaration,
  type DeclarationAct,
  referenceOf,
} from '../../../domain/declarations/declaration.ts';
import { accessConstraints, type Needs, pupilGroups } from '../../../domain/declarations/needs.ts';
import type { WebhookEvent } from '../../../domain/webhooks/event.ts';
import { count, uai, versions, webhookEventFrom } from './envelope.ts';

/** Counts and codes only: the contact and free text are not published. */
const needsData = z.object({
  lockersInService: count.describe('Lockers in service.'),
  lockersUnusable: count.describe('Of these, lockers that cannot be used.'),
  lockersDangerous: count.describe('Of these, lockers that are dangerous.'),
  lockersToReplace: count.describe('Lockers that the collège asks to have replaced.'),
  lockersToTakeBack: count.describe('Old lockers to be taken back.'),
  pupils: z.array(z.enum(pupilGroups)).describe('The groups of pupils they are for.'),
  accessConstraints: z
    .array(z.enum(accessConstraints))
    .describe('What makes it hard to bring them in.'),
});

export const declarationData = z.object({
  reference: z
    .string()
    .describe('Names the campaign and the collège: there is one declaration for both.'),
  uai,
  campaign: z.string().describe('The campaign in which it was declared.'),
  ...versions,
  state: z
    .enum(['draft', 'filed', 'to-correct', 'decided'])
    .describe('Where the declaration stands.'),
  filing: z
    .enum(['needs', 'nothing-needed'])
    .nullable()
    .describe('What was filed; null once it is withdrawn. `nothing-needed` is an answer too.'),
  needs: needsData.optional().describe('What is needed, when `filing` is `needs`.'),
});

/** One event for each published entry of the journal after that version. */
export function declarationEvents(
  declaration: Declaration,
  previousVersion: number,
): WebhookEvent[] {
  const { journal } = declaration;
  return journal.flatMap((entry, index) => {
    const type = typeOf(
      entry.what,
      journal.slice(0, index).map(({ what }) => what),
    );
    if (!type || entry.version <= previousVersion) return [];
    const reference = referenceOf(declaration);
    const data = dataOf(declaration, entry.version);
    return webhookEventFrom({ type, thing: `declaration ${reference}`, entry, data });
  });
}

function typeOf(what: DeclarationAct, before: readonly DeclarationAct[]) {
  if (what === 'withdrawn') return 'declaration.withdrawn';
  if (what === 'corrected') return 'declaration.corrected';
  if (what !== 'filed' && what !== 'filed-nothing') return undefined;
  const last = before.findLast((act) => act !== 'drafted' && act !== 'correction-asked');
  return last && last !== 'withdrawn' ? 'declaration.corrected' : 'declaration.filed';
}

function dataOf(
  { uai, campaignId, state, filing, version }: Declaration,
  eventVersion: number,
): z.input<typeof declarationData> {
  return {
    reference: referenceOf({ uai, campaignId }),
    uai,
    campaign: campaignId,
    version: eventVersion,
    asOf: version,
    // Only the declaration that was never stored is `new`.
    state: state === 'new' ? 'draft' : state,
    filing: filing?.kind ?? null,
    ...(filing?.kind === 'needs' && { needs: describeNeeds(filing.needs) }),
  };
}

function describeNeeds(needs: Needs): z.input<typeof needsData> {
  const { lockersInService, lockersUnusable, lockersDangerous, lockersToReplace } = needs;
  const { lockersToTakeBack, pupils, accessConstraints } = needs;
  return {
    ...{ lockersInService, lockersUnusable, lockersDangerous, lockersToReplace, lockersToTakeBack },
    pupils: [...pupils],
    accessConstraints: [...accessConstraints],
  };
}
