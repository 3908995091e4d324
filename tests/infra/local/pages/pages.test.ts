import { expect, test } from 'vitest';
import { describeRun } from '../../../../infra/local/pages/pages.tsx';

test('describes what was collected and its recipients', () => {
  const result = {
    kind: 'built',
    changes: 2,
    campaign: 'Recensement 2026',
    results: [
      { recipient: 'mail:education@casiers.example.org', outcome: 'sent' },
      { recipient: 'queued:slack:education', outcome: 'sent' },
      { recipient: 'slack:C1', outcome: 'something-new' },
    ],
  };
  expect(describeRun(result)).toEqual([
    '2 changements réunis (Recensement 2026).',
    '  education@casiers.example.org : envoyé',
    '  salon Slack du service Éducation : envoyé',
    '  slack:C1 : something-new',
  ]);
});

test('says that nothing changed', () => {
  expect(describeRun({ kind: 'nothing-new', results: [] })).toEqual([
    'Rien de nouveau depuis le dernier récapitulatif : rien n’est envoyé.',
  ]);
});

test('distinguishes what was sent before from what is sent now', () => {
  const recipient = 'mail:education@casiers.example.org';
  const lines = (outcome: string) =>
    describeRun({ kind: 'nothing-new', results: [{ recipient, outcome }] });
  expect(lines('already-sent')[0]).toContain('rien n’est envoyé');
  expect(lines('sent')[0]).toContain('l’envoi est repris');
});

test('shows an unknown result unchanged', () => {
  expect(describeRun(null)).toEqual(['La nuit a répondu : null']);
});
