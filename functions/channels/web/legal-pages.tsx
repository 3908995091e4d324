import type { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { accessibilityPage } from '../../content/legal/accessibility.ts';
import type { LegalPage, LegalText } from '../../content/legal/legal-page.ts';
import { personalDataPage } from '../../content/legal/privacy.ts';
import type { WebDeps } from './shared/deps.ts';
import type { ShowPage } from './shared/page.tsx';
import { legalPaths } from './shared/paths.ts';

/** The pages that the law requires; they need no session. */
export function registerLegalPages(app: Hono, { site }: WebDeps, show: ShowPage): void {
  const pages = [
    [legalPaths.accessibility, accessibilityPage(site)],
    [legalPaths.personalData, personalDataPage(site)],
  ] as const;
  for (const [path, page] of pages) {
    app.get(path, (c) => show(c, { title: page.title, body: <Reading page={page} /> }));
  }
}

function Reading({ page }: { page: LegalPage }) {
  return (
    <>
      <p class="lead">{page.lead}</p>
      {page.sections.map(({ title, texts = [], list = [] }) => (
        <section class="reading">
          <h2>{title}</h2>
          {texts.map((text) => (
            <p>{paragraphs(text)}</p>
          ))}
          {list.length > 0 && (
            <ul>
              {list.map((text) => (
                <li>{paragraphs(text)}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </>
  );
}

function paragraphs(text: LegalText): Child {
  return typeof text === 'string' ? text : <a href={text.href}>{text.label}</a>;
}
