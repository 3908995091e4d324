import type { Context, Hono } from 'hono';
import { type FieldErrors, fieldNames, parseForm } from '../../../content/model/form.ts';
import { memberForm } from '../../../content/people/forms.ts';
import { personPage, allPeople as texts } from '../../../content/people/texts.ts';
import type { FormInput } from '../../../domain/act.ts';
import { isEducation } from '../../../domain/people/person.ts';
import type { PersonFile } from '../../../domain/read-models/lists.ts';
import { joinEducation, viewPeople } from '../../../use-cases/people.ts';
import { Colleges } from '../people/person-view.tsx';
import { EducationNav, Search, StackTable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { peoplePath, personPath } from '../shared/paths.ts';
import { answersIn, summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

const path = '/education/agents';

/** All people, for the service Éducation, and the form that adds a member to the service. */
export function registerAllPeople(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get(path, (c) => showAllPeople(c, {}, {}));

  app.post(path, async (c) => {
    const answers = answersIn(memberForm, await c.req.parseBody({ all: true }));
    const parsed = parseForm(memberForm, answers);
    if (parsed.kind === 'invalid') return showAllPeople(c, answers, parsed.errors);
    const mail = parsed.values.mail.toLowerCase();
    const command = { mail, by: personOf(c), idempotencyKey: deps.newId() };
    const outcome = await joinEducation(deps, command, parsed.values.name);
    return outcome.kind === 'done' ? c.redirect(personPath(mail), 303) : showNotFound(c, show);
  });

  async function showAllPeople(c: Context, answers: FormInput, errors: FieldErrors) {
    const input = c.req.query('q') ?? '';
    const people = await viewPeople(deps, personOf(c), input);
    if (!people) return showNotFound(c, show);
    return show(c, {
      title: texts.title,
      status: Object.keys(errors).length > 0 ? 422 : 200,
      errors: summaryOf(memberForm, errors),
      body: <AllPeople {...{ input, people, answers, errors }} />,
    });
  }
}

interface AllPeopleProps {
  readonly input: string;
  readonly people: readonly PersonFile[];
  readonly answers: FormInput;
  readonly errors: FieldErrors;
}

function AllPeople({ input, people, answers, errors }: AllPeopleProps) {
  return (
    <>
      <EducationNav here={path} />
      <Search
        action={path}
        label={texts.search}
        hint={texts.searchHint}
        button={texts.searchButton}
        input={input}
      />
      <People people={people} />
      <section class="card">
        <h2>{texts.add}</h2>
        <p>{texts.addHint}</p>
        <form method="post" action={path} novalidate>
          <Questions form={memberForm} names={fieldNames(memberForm)} {...{ answers, errors }} />
          <button type="submit">{texts.addButton}</button>
        </form>
      </section>
    </>
  );
}

function People({ people }: { people: readonly PersonFile[] }) {
  if (people.length === 0) return <p role="status">{texts.noneFound}</p>;
  return (
    <StackTable
      columns={texts.columns}
      rows={people.map((file) => [
        <a href={personPath(file.person.mail)}>{file.person.name}</a>,
        file.person.mail,
        <Roles {...file} />,
      ])}
    />
  );
}

function Roles(file: PersonFile) {
  const education = isEducation(file.person);
  return (
    <>
      {education && <strong>{personPage.education}</strong>}
      {education && file.colleges.length > 0 && <br />}
      {(!education || file.colleges.length > 0) && <Colleges {...file} collegePath={peoplePath} />}
    </>
  );
}
