import type { Hono } from 'hono';
import { signIn } from '../../../content/people/sign-in.ts';
import { campaignLine, home as texts } from '../../../content/site.ts';
import { findCollege, type Register } from '../../../domain/colleges/college.ts';
import type { KnownPerson } from '../../../domain/people/person.ts';
import { findColleges } from '../../../use-cases/campaigns.ts';
import type { WebDeps } from '../shared/deps.ts';
import type { ShowPage } from '../shared/page.tsx';
import { CodeRequestForm } from '../sign-in/sign-in.tsx';

/** The home page: signing in, or the collèges of the person. */
export function registerHome(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/', async (c) => {
    const person = c.get('person');
    const { colleges, campaign } = await findColleges(deps, '');
    return show(c, {
      title: texts.title,
      body: (
        <>
          <p class="lead">{texts.lead}</p>
          {campaign && <p class="callout">{campaignLine(campaign)}</p>}
          {person ? (
            <Mine person={person} colleges={colleges} />
          ) : (
            <SignIn oidcLabel={deps.site.oidcLabel} />
          )}
        </>
      ),
    });
  });
}

function SignIn({ oidcLabel }: { oidcLabel: string | undefined }) {
  return (
    <section class="card">
      <h2>{signIn.title}</h2>
      <CodeRequestForm suite="" answers={{}} errors={{}} oidcLabel={oidcLabel} />
    </section>
  );
}

function Mine({ person, colleges }: { person: KnownPerson; colleges: Register }) {
  const mine = person.memberOf.flatMap((uai) => findCollege(colleges, uai) ?? []);
  return (
    <section>
      <p class="quiet">{signIn.signedInAs(person.name)}</p>
      {mine.length > 0 && <h2>{texts.yours(mine.length)}</h2>}
      <ul class="choices">
        {mine.map(({ uai, name, commune }) => (
          <li>
            <a class="choice" href={`/colleges/${uai}`}>
              <strong>{name}</strong> <span>{commune}</span>
            </a>
          </li>
        ))}
        {person.education && (
          <li>
            <a class="choice" href="/education">
              <strong>{texts.campaign}</strong> <span>{texts.campaignHint}</span>
            </a>
          </li>
        )}
      </ul>
      {mine.length === 0 && !person.education && <p>{texts.noCollege}</p>}
    </section>
  );
}
