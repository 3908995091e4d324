import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

const commonStyle = `
  :root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 46rem; padding: 1rem; overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem; line-height: 1.2; }
  h2 { font-size: 1.2rem; }
  a, button { display: inline-block; padding: .35rem 0; }
  button { font: inherit; padding: .6rem 1rem; border: 1px solid; border-radius: .3rem; cursor: pointer; }
  [hidden] { display: none; }
  :focus-visible { outline: 3px solid; outline-offset: 2px; }
  li { margin-block: .25rem; }
  summary { cursor: pointer; padding: .35rem 0; }
  dt { font-weight: bold; }
  code { overflow-wrap: anywhere; }
  pre { white-space: pre-wrap; border: 1px solid; padding: .75rem; }
  iframe { width: 100%; height: 60vh; border: 1px solid; background: #fff; }
`;

interface LocalPageProps {
  readonly title: string;
  /** Added to the common style. */
  readonly style?: string;
  readonly children: Child;
}

/** A page of the local environment, which exists in no deployment. */
export const LocalPage = ({ title, style = '', children }: LocalPageProps) => (
  <>
    {raw('<!doctype html>')}
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} - Casiers 47, sur cette machine`}</title>
        <style dangerouslySetInnerHTML={{ __html: commonStyle + style }} />
      </head>
      <body>
        <nav aria-label="Monde local">
          <a href="/local">Monde local</a>
        </nav>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  </>
);
