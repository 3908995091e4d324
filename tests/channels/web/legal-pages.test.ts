import { beforeEach, describe, expect, test } from 'vitest';
import { accessibilityPage } from '../../../functions/content/legal/accessibility.ts';
import type { LegalPage, SiteOwner } from '../../../functions/content/legal/legal-page.ts';
import { personalDataPage } from '../../../functions/content/legal/privacy.ts';
import { legal, parseConfig } from '../../../functions/lambdas/wiring/config.ts';
import { crochepierre, durand } from '../../shared/examples.ts';
import { createTestEnvironment } from '../../shared/test-environment.ts';
import { webEnvironment as web } from '../../shared/web-environment.ts';
import { type Browser, openBrowser } from './browser.ts';

let browser: Browser;

beforeEach(async () => {
  browser = openBrowser(await createTestEnvironment());
});

/** Another Département, with the settings it gives. */
const siteOwner = (settings: object = {}): SiteOwner => ({
  departementName: 'Corse-du-Sud',
  serviceName: 'service des collèges',
  serviceMail: 'colleges@corse.example.org',
  legal: legal.parse(settings),
});

const textOf = ({ lead, sections }: LegalPage) =>
  [lead, ...sections.flatMap(({ title, texts = [], list = [] }) => [title, ...texts, ...list])]
    .map((part) => (typeof part === 'string' ? part : `${part.label} <${part.href}>`))
    .join('\n')
    .replace(/\u00a0/g, ' ');

describe('every page', () => {
  test.each(['/', '/connexion', '/connexion/code', '/accessibilite', '/nulle-part'])(
    '%s says at its foot that it is not compliant, and leads to both notices',
    async (path) => {
      const { html, text } = await browser.get(path);
      expect(text).toContain('Accessibilité : non conforme');
      expect(html).toContain('href="/accessibilite"');
      expect(html).toContain('href="/donnees-personnelles"');
    },
  );

  test('with a form that asks for a name links to what happens to it', async () => {
    await browser.signIn(durand);
    const { text } = await browser.get(`/declarations/2026-${crochepierre.uai}/formulaire`);
    expect(text).toMatch(/La personne à joindre.*organiser le remplacement.*Données personnelles/s);
  });
});

describe('the déclaration d’accessibilité', () => {
  test('has the parts that the State requires, in their order', async () => {
    const { html, status } = await browser.get('/accessibilite');
    expect(status).toBe(200);
    expect([...html.matchAll(/<h2>([^<]+)/g)].map(([, title]) => title)).toEqual([
      'Engagement',
      'État de conformité',
      'Résultats des tests',
      'Contenus non accessibles',
      'Établissement de cette déclaration d’accessibilité',
      'Retour d’information et contact',
      'Voies de recours',
    ]);
  });

  test('claims no conformity without an audit', () => {
    const text = textOf(accessibilityPage(siteOwner()));
    expect(text).toContain('est non conforme avec le référentiel');
    expect(text).not.toMatch(/partiellement|totalement/);
  });

  test('shows the name, date and documents of the Département', () => {
    const accessibility = {
      statedOn: '2026-09-01',
      planUrl: 'https://corse.example.org/schema.html',
    };
    const text = textOf(accessibilityPage(siteOwner({ accessibility })));
    expect(text).toContain('Département de Corse-du-Sud');
    expect(text).toContain('Date de la déclaration : 1er septembre 2026.');
    expect(text).toContain('accessibilité <https://corse.example.org/schema.html>');
    expect(text).toContain('Plan d’actions de l’année en cours : à compléter par le Département.');
    expect(text).toContain('colleges@corse.example.org <mailto:colleges@corse.example.org>');
    expect(text).not.toContain('Lot-et-Garonne');
  });
});

describe('the page about personal data', () => {
  test('lists the questions of the form, and which are required', () => {
    const text = textOf(personalDataPage(siteOwner()));
    expect(text).toContain('Son adresse électronique professionnelle : obligatoire.');
    expect(text).toContain('Son téléphone professionnel : facultatif.');
    expect(text).toContain('https://www.cnil.fr/fr/plaintes');
  });

  test('marks what the Département has to fill in until it does', () => {
    const missing = textOf(personalDataPage(siteOwner()));
    expect(missing.match(/à compléter par le Département/g)).toHaveLength(4);
    const whole = textOf(
      personalDataPage(
        siteOwner({
          address: 'Hôtel du Département, 20000 Ajaccio.',
          dpoMail: 'dpo@corse.example.org',
          retention: 'Les déclarations sont gardées 5 ans.',
          host: 'un hébergeur de Corse',
        }),
      ),
    );
    expect(whole).not.toContain('à compléter');
    expect(whole).toContain('dpo@corse.example.org <mailto:dpo@corse.example.org>');
    expect(whole).toContain('Les déclarations sont gardées 5 ans.');
  });

  test('mentions the United States only where people can use a chat', () => {
    expect(textOf(personalDataPage(siteOwner()))).not.toContain('États-Unis');
    const text = textOf(personalDataPage(siteOwner({ chats: ['slack', 'teams'] })));
    expect(text).toContain('Si vous passez par Slack ou Teams');
    expect(text).toContain('Garanties de ce transfert : à compléter par le Département.');
  });

  test('gives the rights that go with the legal basis', () => {
    const task = textOf(personalDataPage(siteOwner()));
    expect(task).toMatch(/mission d’intérêt public.*d’effacement et d’opposition/s);
    const obligation = textOf(personalDataPage(siteOwner({ legalBasis: 'legal-obligation' })));
    expect(obligation).toContain('obligation légale');
    expect(obligation).not.toContain('opposition');
  });

  test('needs no session', async () => {
    expect((await browser.get('/donnees-personnelles')).text).toContain('Qui en répond');
  });
});

describe('the legal settings', () => {
  test('may all be absent', () => {
    expect(parseConfig('web', web).LEGAL).toMatchObject({ legalBasis: 'public-task', chats: [] });
  });

  test.each([
    ['no JSON', 'dpo@example.org'],
    ['a misspelt name', '{"dpoMial":"dpo@example.org"}'],
    ['an address of a script', '{"accessibility":{"planUrl":"javascript:alert(1)"}}'],
  ])('that are %s stop the function', (_, LEGAL) => {
    expect(() => parseConfig('web', { ...web, LEGAL })).toThrow('wrong or missing LEGAL');
  });
});
