import { expect, test } from 'vitest';
import { describeNight } from '../../../../infra/local/pages/pages.tsx';

test('tells what was gathered and to whom it went', () => {
  const result = {
    kind: 'gathered',
    changes: 2,
    campaign: 'Recensement 2026',
    sends: [
      { recipient: 'mail:education@casiers.example.org', outcome: 'sent' },
      { recipient: 'queued:slack:education', outcome: 'sent' },
      { recipient: 'slack:C1', outcome: 'something-new' },
    ],
  };
  expect(describeNight(result)).toEqual([
    '2 changements réunis (Recensement 2026).',
    '  education@casiers.example.org : envoyé',
    '  salon Slack du service Éducation : envoyé',
    '  slack:C1 : something-new',
  ]);
});

test('tells that nothing changed', () => {
  expect(describeNight({ kind: 'nothing-new', sends: [] })).toEqual([
    'Rien de nouveau depuis le dernier récapitulatif : rien n’est envoyé.',
  ]);
});

test('does not take what was sent before for something sent now', () => {
  const recipient = 'mail:education@casiers.example.org';
  const lines = (outcome: string) =>
    describeNight({ kind: 'nothing-new', sends: [{ recipient, outcome }] });
  expect(lines('already-sent')[0]).toContain('rien n’est envoyé');
  expect(lines('sent')[0]).toContain('l’envoi est repris');
});

test('tells an answer that it does not know as it came', () => {
  expect(describeNight(null)).toEqual(['La nuit a répondu : null']);
});
