import type { Context, Hono } from 'hono';
import { instant } from '../../../content/format.ts';
import { deletion, leaving, personPage as texts } from '../../../content/people/texts.ts';
import { isEducation, type KnownPerson } from '../../../domain/people/person.ts';
import type { PersonFile } from '../../../domain/read-models/lists.ts';
import type { LeaveEducationResult, PersonCommand } from '../../../use-cases/people.ts';
import { closeSessions, leaveEducation, viewPerson } from '../../../use-cases/people.ts';
import type { DeletePersonResult } from '../../../use-cases/personal-data.ts';
import { deletePerson } from '../../../use-cases/personal-data.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathMail, peoplePath, personPath } from '../shared/paths.ts';
import { personOf } from '../shared/session.tsx';
import { ActForm, PersonFacts, PersonJournal } from './person-view.tsx';

const path = '/education/agents/:mail';

/** The page of one person, for the service Éducation. Each person has their own at `/mon-compte`. */
export function registerPerson(app: Hono, deps: WebDeps, show: ShowPage): void {
  const page = { deps, show };

  app.get(path, async (c) => {
    const file = await fileOf(c, deps);
    if (!file) return showNotFound(c, show);
    return show(c, {
      title: file.person.name,
      body: <Person {...file} timeZone={deps.site.timeZone} />,
    });
  });

  app.post(`${path}/sessions`, (c) => act(c, page, closeSessions));

  app.post(`${path}/depart`, (c) => act(c, page, leaveEducation));

  app.get(`${path}/suppression`, async (c) => {
    const file = await fileOf(c, deps);
    if (!file) return showNotFound(c, show);
    return show(c, { title: deletion.title(file.person.name), body: <Deletion {...file} /> });
  });

  app.post(`${path}/suppression`, (c) => act(c, page, deletePerson));
}

async function fileOf(c: Context, deps: WebDeps): Promise<PersonFile | undefined> {
  const mail = pathMail(c);
  return mail && isEducation(personOf(c)) ? viewPerson(deps, personOf(c), mail) : undefined;
}

async function act(
  c: Context,
  { deps, show }: { readonly deps: WebDeps; readonly show: ShowPage },
  change: (
    deps: WebDeps,
    command: PersonCommand,
  ) => Promise<LeaveEducationResult | DeletePersonResult>,
) {
  const mail = pathMail(c);
  const by = personOf(c);
  if (!mail || !isEducation(by)) return showNotFound(c, show);
  const outcome = await change(deps, { mail, by, idempotencyKey: deps.newId() });
  switch (outcome.kind) {
    case 'done':
      return c.redirect(nextPath(by, mail, change === deletePerson), 303);
    case 'forbidden':
      return showNotFound(c, show);
    case 'conflict':
      return showRefusal(c, show, { ...texts.conflict, status: 409 });
    case 'last-one':
      return showRefusal(c, show, { ...leaving.lastOne, status: 409 });
    case 'is-mailbox':
      return showRefusal(c, show, { ...deletion.isMailbox, status: 409 });
    case 'in-education':
      return showRefusal(c, show, { ...deletion.inEducation, status: 409 });
  }
}

/** A person who left the service Éducation themselves no longer sees its pages. */
function nextPath(by: KnownPerson, mail: string, isDeleted: boolean): string {
  if (by.mail === mail) return '/';
  return isDeleted ? '/education/agents' : personPath(mail);
}

function Person({ timeZone, ...file }: PersonFile & { timeZone: string }) {
  const { person } = file;
  const own = personPath(person.mail);
  return (
    <>
      {person.mailRefusedAt !== undefined && (
        <p class="callout">{texts.mailRefused(instant(person.mailRefusedAt, timeZone))}</p>
      )}
      <PersonFacts {...file} collegePath={peoplePath} />
      <section class="card">
        <h2>{texts.sessions}</h2>
        <ActForm action={`${own}/sessions`} hint={texts.closeHint} button={texts.closeTheirs} />
      </section>
      {isEducation(person) && (
        <section class="card">
          <h2>{texts.education}</h2>
          <ActForm action={`${own}/depart`} hint={leaving.hint} button={leaving.title} />
        </section>
      )}
      <PersonJournal person={person} timeZone={timeZone} />
      <p class="links">
        <a href="/education/agents">{texts.back}</a>
        <a href={`${own}/suppression`}>{deletion.link}</a>
      </p>
    </>
  );
}

function Deletion({ person }: PersonFile) {
  const own = personPath(person.mail);
  return (
    <>
      <p class="lead">{person.mail}</p>
      <p>{deletion.goes}</p>
      <p>{deletion.stays}</p>
      <p>{deletion.trace}</p>
      <form class="links" method="post" action={`${own}/suppression`}>
        <button type="submit">{deletion.button}</button>
        <a href={own}>{deletion.keep}</a>
      </form>
    </>
  );
}
