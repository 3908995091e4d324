import type { Hono } from 'hono';
import { personExport, personPage, account as texts } from '../../../content/people/texts.ts';
import type { PersonFile } from '../../../domain/read-models/lists.ts';
import { closeSessions, viewPerson } from '../../../use-cases/people.ts';
import { exportPerson } from '../../../use-cases/personal-data.ts';
import type { Site, WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { forgetSession, personOf } from '../shared/session.tsx';
import { ActForm, PersonFacts, PersonJournal } from './person-view.tsx';

const path = '/mon-compte';

/** The page of the person who is signed in: what is stored about them, their sessions, their rights. */
export function registerAccount(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;

  app.get(path, async (c) => {
    const person = personOf(c);
    const file = await viewPerson(deps, person, person.mail);
    if (!file) return showNotFound(c, show);
    return show(c, { title: texts.title, body: <Account file={file} site={site} /> });
  });

  app.get(`${path}/donnees.json`, async (c) => {
    const data = await exportPerson(deps, personOf(c));
    if (!data) return showNotFound(c, show);
    return c.body(JSON.stringify(personExport(data, site.timeZone), undefined, 2), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${texts.fileName}"`,
    });
  });

  app.post(`${path}/sessions`, async (c) => {
    const by = personOf(c);
    const outcome = await closeSessions(deps, { mail: by.mail, by, idempotencyKey: newId() });
    switch (outcome.kind) {
      case 'done':
        forgetSession(c);
        return c.redirect('/', 303);
      case 'forbidden':
        return showNotFound(c, show);
    }
  });
}

function Account({ file, site }: { file: PersonFile; site: Site }) {
  const { person } = file;
  return (
    <>
      <p class="lead">{texts.lead}</p>
      <p>
        <strong>{person.name}</strong>
      </p>
      <PersonFacts {...file} collegePath={(uai) => `/colleges/${uai}`} />
      <PersonJournal person={person} timeZone={site.timeZone} />
      <section class="card">
        <h2>{texts.download}</h2>
        <p>{texts.downloadHint}</p>
        <p>
          <a class="button secondary" href={`${path}/donnees.json`} download={texts.fileName}>
            {texts.download}
          </a>
        </p>
      </section>
      <section class="card">
        <h2>{personPage.sessions}</h2>
        <ActForm action={`${path}/sessions`} hint={personPage.closeHint} button={texts.close} />
      </section>
      <section class="card">
        <h2>{texts.deletion}</h2>
        <p>
          {texts.deletionText(site.serviceName)}{' '}
          <a href={`mailto:${site.serviceMail}`}>{site.serviceMail}</a>
        </p>
      </section>
    </>
  );
}
