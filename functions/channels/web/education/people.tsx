import type { Context, Hono } from 'hono';
import { type FieldErrors, fieldNames, readForm } from '../../../content/model/form.ts';
import { bindForm } from '../../../content/people/forms.ts';
import { personPage, everybody as words } from '../../../content/people/texts.ts';
import type { Answers } from '../../../domain/act.ts';
import { isEducation } from '../../../domain/people/person.ts';
import type { PersonFile } from '../../../domain/read-models/lists.ts';
import { Colleges } from '../people/person-view.tsx';
import { EducationNav, Search, StackTable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { peoplePath, personPath } from '../shared/paths.ts';
import { answersIn, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

const path = '/education/agents';

/** The service Éducation: everybody, and who is of the service itself. */
export function registerEverybody(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewPeople, joinEducation, newId } = deps;

  app.get(path, (c) => showEverybody(c, {}, {}));

  app.post(path, async (c) => {
    const answers = answersIn(bindForm, await c.req.parseBody({ all: true }));
    const reading = readForm(bindForm, answers);
    if (reading.kind === 'invalid') return showEverybody(c, answers, reading.errors);
    const mail = reading.values.mail.toLowerCase();
    const command = { mail, by: personOf(c), opening: newId() };
    const outcome = await joinEducation(command, reading.values.name);
    switch (outcome.kind) {
      case 'done':
        return c.redirect(personPath(mail), 303);
      case 'not-yours':
        return showNotFound(c, show);
      case 'stale':
        return showRefusal(c, show, { ...personPage.stale, status: 409 });
    }
  });

  async function showEverybody(c: Context, answers: Answers, errors: FieldErrors) {
    const typed = c.req.query('q') ?? '';
    const people = await viewPeople(personOf(c), typed);
    if (!people) return showNotFound(c, show);
    return show(c, {
      title: words.title,
      status: Object.keys(errors).length > 0 ? 422 : 200,
      errors: summed(bindForm, errors),
      body: (
        <>
          <EducationNav here={path} />
          <Search
            action={path}
            label={words.search}
            hint={words.searchHint}
            button={words.searchButton}
            typed={typed}
          />
          <People people={people} />
          <section class="card">
            <h2>{words.add}</h2>
            <p>{words.addHint}</p>
            <form method="post" action={path} novalidate>
              <Questions form={bindForm} names={fieldNames(bindForm)} {...{ answers, errors }} />
              <button type="submit">{words.addButton}</button>
            </form>
          </section>
        </>
      ),
    });
  }
}

function People({ people }: { people: readonly PersonFile[] }) {
  if (people.length === 0) return <p role="status">{words.noneFound}</p>;
  return (
    <StackTable
      columns={words.columns}
      rows={people.map((file) => [
        <a href={personPath(file.person.mail)}>{file.person.name}</a>,
        file.person.mail,
        <ActsFor {...file} />,
      ])}
    />
  );
}

function ActsFor(file: PersonFile) {
  const education = isEducation(file.person);
  return (
    <>
      {education && <strong>{personPage.education}</strong>}
      {education && file.colleges.length > 0 && <br />}
      {(!education || file.colleges.length > 0) && <Colleges {...file} collegePath={peoplePath} />}
    </>
  );
}
