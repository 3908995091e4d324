import type { Context, Hono } from 'hono';
import { type FieldErrors, type Form, fieldNames, readForm } from '../../../content/model/form.ts';
import { bindForm, mailboxForm } from '../../../content/people/forms.ts';
import { people as words } from '../../../content/people/texts.ts';
import type { Answers } from '../../../domain/act.ts';
import { type College, findCollege } from '../../../domain/colleges/college.ts';
import { isEducation, type KnownPerson } from '../../../domain/people/person.ts';
import type { BindOutcome } from '../../../use-cases/people.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai, peoplePath, readMail } from '../shared/paths.ts';
import { answersIn, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

/** Who may speak for a collège: its official mailbox and the service Éducation decide. */
export function registerPeople(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { findColleges, listPeople, bindPerson, unbindPerson, handOverMailbox, newId } = deps;
  const path = '/colleges/:uai/agents';

  app.get(path, (c) => showPeople(c));

  app.post(path, async (c) => {
    const answers = answersIn(bindForm, await c.req.parseBody({ all: true }));
    const reading = readForm(bindForm, answers);
    if (reading.kind === 'invalid') {
      return showPeople(c, { form: bindForm, answers, errors: reading.errors });
    }
    const { name, mail } = reading.values;
    return act(c, (command) => bindPerson({ ...command, mail: mail.toLowerCase() }, name));
  });

  app.post(`${path}/retrait`, async (c) => {
    const mail = readMail((await c.req.parseBody())['mail']);
    return mail ? act(c, (command) => unbindPerson({ ...command, mail })) : showNotFound(c, show);
  });

  app.post(`${path}/boite`, async (c) => {
    const answers = answersIn(mailboxForm, await c.req.parseBody({ all: true }));
    const reading = readForm(mailboxForm, answers);
    if (reading.kind === 'invalid') {
      return showPeople(c, { form: mailboxForm, answers, errors: reading.errors });
    }
    const mail = reading.values.mailbox.toLowerCase();
    const college = await collegeIn(c);
    if (!college) return showNotFound(c, show);
    return act(c, (command) => handOverMailbox({ ...command, mail }, college.name));
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
        return c.redirect(peoplePath(uai), 303);
      case 'not-yours':
        return showNotFound(c, show);
      case 'stale':
        return showRefusal(c, show, { ...words.stale, status: 409 });
      case 'is-mailbox':
        return showRefusal(c, show, { ...words.isMailbox, status: 409 });
    }
  }

  async function collegeIn(c: Context): Promise<College | undefined> {
    const uai = pathUai(c);
    return uai && findCollege((await findColleges('')).colleges, uai);
  }

  /** The form that was sent and was not good, shown again as it was. */
  interface Sent {
    readonly form: Form;
    readonly answers: Answers;
    readonly errors: FieldErrors;
  }

  async function showPeople(c: Context, sent?: Sent) {
    const person = personOf(c);
    const college = await collegeIn(c);
    const bound = college && (await listPeople(college.uai, person));
    // The mailbox of a collège does not change itself: whoever reads it could keep it for ever.
    const refused = sent?.form === mailboxForm && !isEducation(person);
    if (!bound || refused) return showNotFound(c, show);
    const action = peoplePath(college.uai);
    const shown = (form: Form) => (sent?.form === form ? sent : { form, answers: {}, errors: {} });
    return show(c, {
      title: words.title,
      status: sent ? 422 : 200,
      errors: sent && summed(sent.form, sent.errors),
      body: (
        <>
          <p class="lead">
            {college.name}, {college.commune}
          </p>
          <ul class="people">
            {bound.map((each) => (
              <PersonLine action={action} person={each} uai={college.uai} />
            ))}
          </ul>
          <section class="card">
            <h2>{words.add}</h2>
            <p>{words.addHint}</p>
            <PeopleForm action={action} button={words.addButton} {...shown(bindForm)} />
          </section>
          {isEducation(person) && (
            <section class="card">
              <h2>{mailboxForm.title}</h2>
              <p>{words.handOverHint}</p>
              <PeopleForm
                action={`${action}/boite`}
                button={words.handOverButton}
                {...shown(mailboxForm)}
              />
            </section>
          )}
          <p>
            <a href={`/colleges/${college.uai}`}>{words.back}</a>
          </p>
        </>
      ),
    });
  }
}

interface PeopleFormProps {
  readonly action: string;
  readonly button: string;
  readonly form: Form;
  readonly answers: Answers;
  readonly errors: FieldErrors;
}

function PeopleForm({ action, button, form, answers, errors }: PeopleFormProps) {
  return (
    <form method="post" action={action} novalidate>
      <Questions form={form} names={fieldNames(form)} answers={answers} errors={errors} />
      <button type="submit">{button}</button>
    </form>
  );
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
