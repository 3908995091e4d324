import * as z from 'zod';

const night = z.object({
  kind: z.string(),
  changes: z.number().optional(),
  damages: z.number().default(0),
  deliveries: z.number().default(0),
  campaign: z.string().optional(),
  sends: z.array(z.object({ recipient: z.string(), outcome: z.string() })).default([]),
});

const outcomes: Readonly<Record<string, string>> = {
  sent: 'envoyé',
  'already-sent': 'déjà envoyé',
  claimed: 'en cours d’envoi par ailleurs',
  failed: 'échec',
  unrecorded: 'envoyé, sans que cela ait pu être noté',
};

/** What a night did, in French lines. */
export function describeNight(result: unknown): readonly string[] {
  const read = night.safeParse(result);
  if (!read.success) return [`La nuit a répondu : ${JSON.stringify(result)}`];
  const { kind, sends } = read.data;
  return [
    kind === 'nothing-new' ? nothingNew(sends) : gathered(read.data),
    ...sends.map(({ recipient, outcome }) => {
      return `  ${nameOf(recipient)} : ${outcomes[outcome] ?? outcome}`;
    }),
  ];
}

const nameOf = (recipient: string): string =>
  recipient === 'queued:slack:education'
    ? 'salon Slack du service Éducation'
    : recipient.replace(/^mail:/, '');

function gathered({ changes, damages, deliveries, campaign }: z.output<typeof night>): string {
  const what = [
    changes === undefined
      ? 'Les changements ont été réunis'
      : counted(changes, 'changement réuni', 'changements réunis'),
    ...(damages > 0 ? [counted(damages, 'signalement', 'signalements')] : []),
    ...(deliveries > 0 ? [counted(deliveries, 'livraison', 'livraisons')] : []),
  ].join(', ');
  return campaign ? `${what} (${campaign}).` : `${what}.`;
}

const counted = (value: number, one: string, several: string): string =>
  `${value} ${value > 1 ? several : one}`;

const nothingNew = (sends: z.output<typeof night>['sends']): string =>
  sends.every(({ outcome }) => outcome === 'already-sent')
    ? 'Rien de nouveau depuis le dernier récapitulatif : rien n’est envoyé.'
    : 'Rien de nouveau depuis le dernier récapitulatif, dont l’envoi est repris.';
