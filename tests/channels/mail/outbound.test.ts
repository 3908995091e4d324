import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseHtml } from 'node-html-parser';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMailDigestSender } from '../../../functions/channels/mail/outbound.ts';
import type { Mail } from '../../../functions/channels/mail/ses.ts';
import { type DamageReport, newDamage } from '../../../functions/domain/damages/damage.ts';
import { campaignStatusOf } from '../../../functions/domain/declarations/campaign.ts';
import {
  type Filing,
  file,
  newDeclaration,
} from '../../../functions/domain/declarations/declaration.ts';
import type { Digest } from '../../../functions/domain/notifications/digest.ts';
import {
  type DamageDigestItem,
  damageDigestItemOf,
} from '../../../functions/domain/notifications/digest-changes.ts';
import { campaign2026, crochepierre, damage, needs, register } from '../../shared/examples.ts';

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
  const act = { at, who: '=1+1', channel: 'web', idempotencyKey: 'a' } as const;
  const declaration = file(newDeclaration(crochepierre.uai, '2026'), filing, act);
  if (!declaration) throw new Error('refused');
  const { uai } = crochepierre;
  return {
    number: 1,
    from: '2026-01-04T10:00:00.000Z',
    until: '2026-01-15T01:00:00.000Z',
    campaign: campaign2026,
    changes: [{ uai, reference: '2026-0470678G', filing, filedAt: at, filedBy: '=1+1' }],
    damages: [],
    deliveries: [],
    lateDeliveries: [],
    comingDeliveries: [],
    campaignStatuses: [campaignStatusOf(declaration)],
    seen: {},
  };
}

const answered = digestOf({ kind: 'needs', needs: hostile });

function digestItemOf(id: string, over: Partial<DamageReport>): DamageDigestItem {
  const act = { at: answered.until, who: '=1+1', channel: 'web', idempotencyKey: id } as const;
  const reported = newDamage({ ...damage, ...over }, { uai: crochepierre.uai, id }, act);
  const digestItem = damageDigestItemOf(reported, { from: answered.from, version: 0 });
  if (!digestItem) throw new Error('nothing to report');
  return digestItem;
}

const damagesOnly: Digest = {
  ...answered,
  changes: [],
  damages: [
    digestItemOf('CCCCCC', { description: '=cmd', level: '@1' }),
    digestItemOf('BBBBBB', { maker: 'programme' }),
    digestItemOf('AAAAAA', { maker: 'programme', dangerous: true }),
  ],
};

async function mailOf(digest: Digest): Promise<Mail> {
  let sent: Mail | undefined;
  const send = async (mail: Mail) => {
    sent = mail;
  };
  await createMailDigestSender('education@casiers.example.org', setting, send).send(
    { id: 'digest-1', digest, sentAt: digest.until },
    register,
  );
  if (!sent) throw new Error('nothing was sent');
  return sent;
}

let mail: Mail;
beforeAll(async () => {
  mail = await mailOf(answered);
});

const attached = (ending: string, to = mail) => {
  const found = to.attachments.find(({ name }) => name.endsWith(ending));
  if (!found) throw new Error(`no ${ending} attached`);
  return Buffer.from(found.content);
};

describe('the mail', () => {
  test('has the essential in its subject, its text and its HTML', () => {
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

  test('with damages only does not mention a campaign, whether there is one or not', async () => {
    for (const campaign of [campaign2026, undefined]) {
      const sent = await mailOf({ ...damagesOnly, campaign });
      expect(sent.subject).toBe('Casiers des collèges\u00a0: 3 signalements dont 1 dangereux');
      expect(sent.text).toContain('3 signalements dont 1 dangereux depuis le dernier');
      expect(sent.text).not.toMatch(/sans réponse|a répondu|recensement/i);
    }
  });

  test('lists what is dangerous first, then the claims on the workshop', async () => {
    const { text } = await mailOf({ ...damagesOnly, changes: answered.changes });
    const places = [
      'SIGNALEMENTS DANGEREUX',
      'D-0470678G-AAAAAA',
      'CASIERS DÉCLARÉS DANGEREUX',
      'SAV «\u00a0MADE',
      'D-0470678G-BBBBBB',
      'NOUVELLES RÉPONSES',
      '\nSIGNALEMENTS\n',
      'D-0470678G-CCCCCC',
    ].map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('Nouveau, D-0470678G-AAAAAA');
    expect(text).toContain('Où : Bâtiment B, 1er étage, Couloir des 6e');
    expect(text).toContain('Casiers : 13 (101-112, 115)');
    expect(text).toContain('Porte, serrure (SAV)');
  });

  test('has the number of declarations and of damages in its subject', async () => {
    const both = await mailOf({ ...answered, damages: damagesOnly.damages.slice(0, 2) });
    expect(both.subject).toBe('Recensement 2026\u00a0: 1 nouvelle réponse, 2 signalements');
  });

  test('escapes what was typed into forms', () => {
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).toContain('=HYPERLINK(&quot;https://example.org&quot;)');
  });
});

describe('the CSV', () => {
  test('opens by a double click in French: byte order mark, semicolons, one row per collège', () => {
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

  test('leaves cells blank, not 0, where the collège has not answered', () => {
    const rows = parseCsv(attached('.csv'), { delimiter: ';', bom: true });
    expect(rows[1]?.slice(3)).toEqual(['Pas de réponse', '', '', '', '']);
  });

  test('has no formula', async () => {
    const formula = { ...crochepierre, name: '=cmd', commune: '-2+3' };
    let sent: Mail | undefined;
    const sender = createMailDigestSender('a@casiers.example.org', setting, async (mail) => {
      sent = mail;
    });
    const digest = digestOf({ kind: 'nothing-needed' });
    await sender.send({ id: 'digest-1', digest, sentAt: digest.until }, [formula]);
    const csv = Buffer.from(sent?.attachments[1]?.content ?? []).toString('utf8');
    expect(csv).toContain(";'=cmd;'-2+3;");
  });
});

describe('the workbook', () => {
  test('has every field of the new declarations, with labels as text and numbers as numbers', async () => {
    const [columns = [], row = []] = await readSheet(attached('.xlsx'), 'Réponses et corrections');
    const answer = (title: string) => row[columns.indexOf(title)];
    expect(answer('Casiers à remplacer')).toBe(24);
    expect(answer('Pour quels élèves\u00a0?')).toBe('6e, Segpa');
    expect(answer('À quel endroit\u00a0?')).toBe('=HYPERLINK("https://example.org")');
    expect(answer('Le')).toBe('14 janvier 2026 à 9 h 12');
  });

  test('has every collège on its second tab', async () => {
    const rows = await readSheet(attached('.xlsx'), 'Tous les collèges');
    expect(rows).toHaveLength(register.length + 1);
    expect(rows[3]?.[4]).toBe(24);
  });

  test('has every field of the damages, and no empty sheet', async () => {
    const sent = await mailOf(damagesOnly);
    const [columns = [], row = []] = await readSheet(attached('.xlsx', sent), 'Signalements');
    const answer = (title: string) => row[columns.indexOf(title)];
    expect(answer('Référence')).toBe('D-0470678G-CCCCCC');
    expect(answer('Nombre de casiers')).toBe(13);
    expect(answer('Numéros des casiers abîmés')).toBe('101-112, 115');
    expect(answer('Est-ce dangereux\u00a0?')).toBe('Non');
    expect(answer('Ce que vous voyez')).toBe('=cmd');
    expect(answer('Par')).toBe('=1+1');
    await expect(readSheet(attached('.xlsx', sent), 'Réponses et corrections')).rejects.toThrow();
    await expect(readSheet(attached('.xlsx'), 'Signalements')).rejects.toThrow();
  });

  test('comes with a CSV of the damages when there is no campaign', async () => {
    const sent = await mailOf({ ...damagesOnly, campaign: undefined });
    expect(sent.attachments.map(({ name }) => name)).toEqual([
      'casiers-signalements-au-2026-01-15.xlsx',
      'casiers-signalements-au-2026-01-15.csv',
    ]);
    const csv = attached('.csv', sent).toString('utf8');
    expect(csv).toContain('D-0470678G-CCCCCC;Nouveau;');
    expect(csv).toContain(";'@1;");
    expect(csv).toContain(";'=cmd;");
  });
});
