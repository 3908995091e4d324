import type { Hono } from 'hono';
import { personExport, personPage, account as texts } from '../../../content/people/texts.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { forgetSession, personOf } from '../shared/session.tsx';
import { ActForm, PersonFacts, PersonJournal } from './person-view.tsx';

const path = '/mon-compte';

/** What the site knows of whoever asks, and what they can do about it. */
export function registerAccount(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewPerson, exportPerson, closeSessions, newId, site } = deps;

  app.get(path, async (c) => {
    const person = personOf(c);
    const file = await viewPerson(person, person.mail);
    if (!file) return showNotFound(c, show);
    return show(c, {
      title: texts.title,
      body: (
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
      ),
    });
  });

  app.get(`${path}/donnees.json`, async (c) => {
    const data = await exportPerson(personOf(c));
    if (!data) return showNotFound(c, show);
    return c.body(JSON.stringify(personExport(data, site.timeZone), undefined, 2), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${texts.fileName}"`,
    });
  });

  app.post(`${path}/sessions`, async (c) => {
    const by = personOf(c);
    const outcome = await closeSessions({ mail: by.mail, by, idempotencyKey: newId() });
    switch (outcome.kind) {
      case 'done':
        forgetSession(c);
        return c.redirect('/', 303);
      case 'forbidden':
        return showNotFound(c, show);
      case 'conflict':
        return showRefusal(c, show, { ...personPage.conflict, status: 409 });
    }
  });
}
