import { expect, test } from 'vitest';
import { describeRun } from '../../../../infra/local/pages/pages.tsx';

test('tells what was gathered and to whom it went', () => {
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

test('tells that nothing changed', () => {
  expect(describeRun({ kind: 'nothing-new', results: [] })).toEqual([
    'Rien de nouveau depuis le dernier récapitulatif : rien n’est envoyé.',
  ]);
});

test('does not take what was sent before for something sent now', () => {
  const recipient = 'mail:education@casiers.example.org';
  const lines = (outcome: string) =>
    describeRun({ kind: 'nothing-new', results: [{ recipient, outcome }] });
  expect(lines('already-sent')[0]).toContain('rien n’est envoyé');
  expect(lines('sent')[0]).toContain('l’envoi est repris');
});

test('tells an answer that it does not know as it came', () => {
  expect(describeRun(null)).toEqual(['La nuit a répondu : null']);
});
