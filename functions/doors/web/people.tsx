import type { Context, Hono } from 'hono';
import { type College, findCollege } from '../../domain/college.ts';
import type { Answers } from '../../domain/declaration.ts';
import type { KnownPerson } from '../../domain/person.ts';
import type { BindOutcome } from '../../use-cases/bind-person.ts';
import { type FieldErrors, fieldNames, readForm } from '../../words/form.ts';
import { bindForm } from '../../words/forms/bind-form.ts';
import { people as words } from '../../words/pages/people.ts';
import { Questions } from './form-fields.tsx';
import { personOf } from './identity.ts';
import type { ShowPage } from './page.tsx';
import { pathUai } from './path-uai.ts';
import { showNotFound, showRefusal } from './refusals.tsx';
import { summed } from './summed-errors.ts';
import type { WebDeps } from './web-deps.ts';

/** Who may speak for a collège: its official mailbox and the service Éducation decide. */
export function registerPeople(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { findColleges, listPeople, bindPerson, unbindPerson, newId } = deps;
  const path = '/colleges/:uai/agents';

  app.get(path, (c) => showPeople(c, {}, {}));

  app.post(path, async (c) => {
    const body = await c.req.parseBody();
    const answers = { name: String(body['name'] ?? ''), mail: String(body['mail'] ?? '') };
    const reading = readForm(bindForm, answers);
    if (reading.kind === 'invalid') return showPeople(c, answers, reading.errors);
    const { name, mail } = reading.values;
    return act(c, (command) => bindPerson({ ...command, mail: mail.toLowerCase() }, name));
  });

  app.post(`${path}/retrait`, async (c) => {
    const mail = String((await c.req.parseBody())['mail'] ?? '');
    return act(c, (command) => unbindPerson({ ...command, mail }));
  });

  interface Command {
    readonly uai: College['uai'];
    readonly by: KnownPerson;
    readonly opening: string;
  }

  async function act(c: Context, bind: (command: Command) => Promise<BindOutcome>) {
    const uai = pathUai(c);
    if (!uai) return showNotFound(c, show);
    const outcome = await bind({ uai, by: personOf(c), opening: newId() });
    switch (outcome.kind) {
      case 'done':
        return c.redirect(`/colleges/${uai}/agents`, 303);
      case 'not-yours':
        return showNotFound(c, show);
      case 'stale':
        return showRefusal(c, show, { ...words.stale, status: 409 });
      case 'is-mailbox':
        return showRefusal(c, show, { ...words.isMailbox, status: 409 });
    }
  }

  async function showPeople(c: Context, answers: Answers, errors: FieldErrors) {
    const uai = pathUai(c);
    const bound = uai && (await listPeople(uai, personOf(c)));
    const college = uai && findCollege((await findColleges('')).colleges, uai);
    if (!bound || !college) return showNotFound(c, show);
    const action = `/colleges/${uai}/agents`;
    return show(c, {
      title: words.title,
      status: Object.keys(errors).length > 0 ? 422 : 200,
      errors: summed(bindForm, errors),
      body: (
        <>
          <p class="lead">
            {college.name}, {college.commune}
          </p>
          <ul class="people">
            {bound.map((each) => (
              <PersonLine action={action} person={each} uai={uai} />
            ))}
          </ul>
          <section class="card">
            <h2>{words.add}</h2>
            <p>{words.addHint}</p>
            <form method="post" action={action} novalidate>
              <Questions form={bindForm} names={fieldNames(bindForm)} {...{ answers, errors }} />
              <button type="submit">{words.addButton}</button>
            </form>
          </section>
          <p>
            <a href={`/colleges/${uai}`}>{words.back}</a>
          </p>
        </>
      ),
    });
  }
}

interface PersonLineProps {
  readonly action: string;
  readonly person: KnownPerson;
  readonly uai: College['uai'];
}

function PersonLine({ action, person, uai }: PersonLineProps) {
  const isMailbox = person.mailboxOf.includes(uai);
  return (
    <li>
      <span>
        <strong>{person.name}</strong>
        <br />
        {person.mail}
        {isMailbox && <span class="quiet"> {words.mailbox}</span>}
      </span>
      {!isMailbox && (
        <form method="post" action={`${action}/retrait`}>
          <input type="hidden" name="mail" value={person.mail} />
          <button class="secondary" type="submit" aria-label={words.removeNamed(person.name)}>
            {words.remove}
          </button>
        </form>
      )}
    </li>
  );
}
