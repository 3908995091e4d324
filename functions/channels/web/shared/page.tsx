import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { declarationPage } from '../../../content/declarations/texts.ts';
import { signIn } from '../../../content/people/sign-in.ts';
import { site as texts } from '../../../content/site.ts';
import { isEducation, type KnownPerson } from '../../../domain/people/person.ts';
import { withoutInvisible } from '../../../domain/text.ts';
import { iconPath, styleSheetPath } from './assets.ts';
import type { Site, WebDeps } from './deps.ts';
import { legalPaths } from './paths.ts';
import type { SummaryError } from './posted-form.ts';

export interface PageContent {
  readonly title: string;
  readonly body: Child;
  /** Shown in a summary at the top, each linked to its field. */
  readonly errors?: readonly SummaryError[] | undefined;
  readonly status?: ContentfulStatusCode;
}

export type ShowPage = (c: Context, content: PageContent) => Response | Promise<Response>;

/** What the handlers of a page work with. */
export interface PageRequest {
  readonly c: Context;
  readonly deps: WebDeps;
  readonly show: ShowPage;
}

/** Renders a page in the shared layout. */
export function createShowPage(site: Site): ShowPage {
  return (c, { title, body, errors, status = 200 }) => {
    const person = c.get('person');
    const failed = errors && errors.length > 0;
    const page = (
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${failed ? texts.errorPrefix : ''}${title} – ${texts.name}`}</title>
          <link rel="stylesheet" href={styleSheetPath} />
          <link rel="icon" href={iconPath} type="image/svg+xml" />
        </head>
        <body>
          <a class="skip" href="#contenu">
            {texts.skip}
          </a>
          <header class="top">
            <div class="band">
              <a class="brand" href="/">
                <span class="brand-name">{texts.name}</span>
                <span class="brand-of">{texts.departement(site.departementName)}</span>
              </a>
              {person && <Menu person={person} />}
            </div>
          </header>
          <main id="contenu" class="band">
            {failed && <ErrorSummary errors={errors} />}
            <h1>{title}</h1>
            {body}
          </main>
          <footer class="bottom">
            <div class="band">
              <p>
                {texts.help(site.serviceName)}{' '}
                <a href={`mailto:${site.serviceMail}`}>{site.serviceMail}</a>
              </p>
              <p class="links">
                <a href={legalPaths.accessibility}>{texts.accessibility}</a>
                <a href={legalPaths.personalData}>{texts.personalData}</a>
              </p>
            </div>
          </footer>
        </body>
      </html>
    );
    // Answers that are shown again may hold invisible characters that would reorder or hide the text around them.
    return c.html(`<!doctype html>${withoutInvisible(page.toString())}`, status);
  };
}

function Menu({ person }: { person: KnownPerson }) {
  const [uai, ...others] = person.memberOf;
  return (
    <nav aria-label={texts.nav}>
      {uai && others.length === 0 && <a href={`/colleges/${uai}`}>{texts.myCollege}</a>}
      {others.length > 0 && <a href="/">{texts.myColleges}</a>}
      {isEducation(person) && <a href="/education">{texts.education}</a>}
      <a href="/mon-compte">{texts.myAccount}</a>
      <form method="post" action="/deconnexion">
        <button class="plain" type="submit">
          {signIn.signOut}
        </button>
      </form>
    </nav>
  );
}

function ErrorSummary({ errors }: { errors: readonly SummaryError[] }) {
  return (
    // `autofocus` moves the focus to the summary after the page load, so that a screen reader starts there.
    <div class="errors" role="alert" tabindex={-1} autofocus>
      <h2>{declarationPage.errorsTitle(errors.length)}</h2>
      <ul>
        {errors.map(({ field, label, message }) => (
          <li>
            {label && `${label} – `}
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
