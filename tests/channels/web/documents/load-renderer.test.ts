import { beforeAll, describe, expect, test } from 'vitest';
import { renderDocument } from '../../../../functions/channels/web/documents/load-renderer.ts';
import type { Document } from '../../../../functions/content/model/document.ts';
import { readPdf } from './read-pdf.ts';

const document: Document = {
  title: 'Déclaration déposée',
  from: ['Casiers des collèges', 'Département de Lot-et-Garonne'],
  reference: { label: 'Référence', value: '2026-0470678G' },
  introduction: ['Collège André Crochepierre, Villeneuve-sur-Lot'],
  sections: [
    {
      title: 'Réponses',
      facts: [{ label: 'À quel endroit ?', value: 'Près du cœur de l’aile « Nord » – 1er étage' }],
    },
    { title: 'Historique', events: ['déposée par Łukasz Şahin', 'corrigée par Inès Núñez'] },
  ],
  footer: 'service Éducation – education@casiers.example.org',
  madeAt: '2026-01-14T08:12:00.000Z',
};

const withComment = (value: string): Document => ({
  ...document,
  sections: [{ title: 'Réponses', facts: [{ label: 'Autre chose ?', value }] }],
});

describe('a document', () => {
  let read: Awaited<ReturnType<typeof readPdf>>;

  beforeAll(async () => {
    read = await readPdf(await renderDocument(document));
  });

  test('is one A4 page with all texts, accents and European letters included', () => {
    expect(read.pages).toHaveLength(1);
    expect(read.pages[0]?.size.map(Math.round)).toEqual([595, 842]);
    for (const texts of [
      'Département de Lot-et-Garonne',
      'Référence 2026-0470678G',
      'Près du cœur de l’aile « Nord » – 1er étage',
      '1. déposée par Łukasz Şahin 2. corrigée par Inès Núñez',
      'service Éducation – education@casiers.example.org Page 1 sur 1',
    ]) {
      expect(read.text).toContain(texts);
    }
  });

  test('declares its language, title and author', () => {
    expect(read.info).toMatchObject({
      Language: 'fr-FR',
      Title: 'Déclaration déposée – 2026-0470678G',
      Author: 'Casiers des collèges, Département de Lot-et-Garonne',
    });
  });

  test('has a structure of titles, lists and list items for screen readers', () => {
    expect(read.marks).toMatchObject({ Marked: true });
    const line = ['LI', 'Lbl', 'LBody'];
    const answers = ['Sect', 'H2', 'L', ...line];
    const history = [...answers, ...line];
    const head = ['Document', 'P', 'P', 'H1', 'P', 'P', 'P'];
    expect(read.pages[0]?.roles.slice(1)).toEqual([...head, ...answers, ...history]);
  });

  test('is the same file each time it is rendered', async () => {
    expect(await renderDocument(document)).toEqual(await renderDocument(document));
  });
});

test('a comment of 200 lines continues over as many pages as it needs', async () => {
  const lines = Array.from({ length: 200 }, (_, index) => `Ligne ${index}`);
  const read = await readPdf(await renderDocument(withComment(lines.join('\n'))));
  expect(read.pages.length).toBeGreaterThan(3);
  for (const line of lines) expect(read.text).toMatch(new RegExp(`${line}\\b`));
  expect(read.pages.at(-1)?.text).toContain(`Page ${read.pages.length} sur ${read.pages.length}`);
});

test('a word wider than the page is cut, and no character is lost', async () => {
  const read = await readPdf(await renderDocument(withComment('Z'.repeat(2000))));
  expect(read.text.replace(/[^Z]/g, '')).toHaveLength(2000);
});

test('characters without a glyph are replaced by a sign, and a note explains it', async () => {
  const read = await readPdf(await renderDocument(withComment('Merci 🙂 à tous')));
  expect(read.text).toContain('Merci […] à tous');
  expect(read.text).toContain('comme les émojis');
  expect((await readPdf(await renderDocument(withComment('Merci')))).text).not.toContain('émojis');
});
