import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseHtml } from 'node-html-parser';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Filing, file, newDeclaration } from '../../functions/domain/declaration.ts';
import type { Digest } from '../../functions/domain/digest.ts';
import { standingOf } from '../../functions/domain/standing.ts';
import { makeDigestMail } from '../../functions/notify/digest-mail.ts';
import type { Mail } from '../../functions/notify/mailer.ts';
import { campaign2026, crochepierre, needs, register } from '../examples.ts';

const setting = {
  departementName: 'Lot-et-Garonne',
  serviceName: 'service Éducation',
  timeZone: 'Europe/Paris',
  lotSize: 48,
  siteUrl: 'https://casiers.example.org',
};

const hostile = {
  ...needs,
  place: '=HYPERLINK("https://example.org")',
  comment: '<script>alert(1)</script>; "guillemets"\nsuite',
  contactName: '@Durand',
};

function digestOf(filing: Filing): Digest {
  const at = '2026-01-14T08:12:00.000Z';
  const act = { at, who: '=1+1', door: 'web', opening: 'a' } as const;
  const declaration = file(newDeclaration(crochepierre.uai, '2026'), filing, act);
  if (!declaration) throw new Error('refused');
  const { uai } = crochepierre;
  return {
    number: 1,
    from: '2026-01-04T10:00:00.000Z',
    until: '2026-01-15T01:00:00.000Z',
    campaign: campaign2026,
    changes: [{ uai, reference: '2026-0470678G', filing, filedAt: at, filedBy: '=1+1' }],
    standings: [standingOf(declaration)],
    seen: {},
  };
}

let mail: Mail;
beforeAll(async () => {
  const send = async (sent: Mail) => {
    mail = sent;
  };
  const voice = makeDigestMail('education@casiers.example.org', setting, send);
  await voice.tell(digestOf({ kind: 'needs', needs: hostile }), register);
});

const attached = (ending: string) => {
  const found = mail.attachments.find(({ name }) => name.endsWith(ending));
  if (!found) throw new Error(`no ${ending} attached`);
  return Buffer.from(found.content);
};

describe('the mail', () => {
  test('says the essential in its subject, its text and its HTML alike', () => {
    expect(mail.subject).toBe('Recensement 2026\u00a0: 1 nouvelle réponse');
    const html = parseHtml(mail.html);
    for (const text of [mail.text, html.textContent]) {
      expect(text).toContain('1 collège sur 3 a répondu, 24 casiers à remplacer en tout');
      expect(text).toContain('Collège Joseph Chaumie');
      expect(text).toContain('24 casiers\u00a0: il en manque 24 pour un premier');
    }
    expect(mail.text).toContain('Ouvrir le site : https://casiers.example.org');
    expect(html.querySelector('a')?.getAttribute('href')).toBe('https://casiers.example.org');
    expect(html.querySelector('html')?.getAttribute('lang')).toBe('fr');
  });

  test('runs nothing that was typed', () => {
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).toContain('=HYPERLINK(&quot;https://example.org&quot;)');
  });
});

describe('the CSV', () => {
  test('opens by a double click in French: mark, semicolons, one row a collège', () => {
    const bytes = attached('.csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parseCsv(bytes, { delimiter: ';', bom: true });
    expect(rows).toHaveLength(4);
    expect(rows[3]).toEqual([
      '0470678G',
      'Collège André Crochepierre',
      'Villeneuve-sur-Lot',
      'Déposée',
      '24',
      '14',
      '3',
      '24',
    ]);
  });

  test('leaves blank what was not said: silence is not zero', () => {
    const rows = parseCsv(attached('.csv'), { delimiter: ';', bom: true });
    expect(rows[1]?.slice(3)).toEqual(['Pas de réponse', '', '', '', '']);
  });

  test('runs no formula', async () => {
    const formula = { ...crochepierre, name: '=cmd', commune: '-2+3' };
    let sent: Mail | undefined;
    const voice = makeDigestMail('a@casiers.example.org', setting, async (mail) => {
      sent = mail;
    });
    await voice.tell(digestOf({ kind: 'nothing-needed' }), [formula]);
    const csv = Buffer.from(sent?.attachments[1]?.content ?? []).toString('utf8');
    expect(csv).toContain(";'=cmd;'-2+3;");
  });
});

describe('the workbook', () => {
  test('has every answer of the news, in words, numbers as numbers', async () => {
    const [columns = [], row = []] = await readSheet(attached('.xlsx'), 'Nouvelles réponses');
    const answer = (title: string) => row[columns.indexOf(title)];
    expect(answer('Casiers à remplacer')).toBe(24);
    expect(answer('Pour quels élèves\u00a0?')).toBe('6e, Segpa');
    expect(answer('À quel endroit\u00a0?')).toBe('=HYPERLINK("https://example.org")');
    expect(answer('Déposée le')).toBe('14 janvier 2026 à 9 h 12');
  });

  test('has every collège on its second tab', async () => {
    const rows = await readSheet(attached('.xlsx'), 'Tous les collèges');
    expect(rows).toHaveLength(register.length + 1);
    expect(rows[3]?.[4]).toBe(24);
  });
});
