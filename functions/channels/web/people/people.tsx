import type { Context, Hono } from 'hono';
import { type FieldErrors, type Form, fieldNames, parseForm } from '../../../content/model/form.ts';
import { linkAccountForm, mailboxForm } from '../../../content/people/forms.ts';
import { people as texts } from '../../../content/people/texts.ts';
import type { FormInput } from '../../../domain/act.ts';
import { type College, findCollege } from '../../../domain/colleges/college.ts';
import { isEducation, type KnownPerson } from '../../../domain/people/person.ts';
import { findColleges } from '../../../use-cases/campaigns.ts';
import type { AddMemberResult } from '../../../use-cases/people.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai, peoplePath, readMail } from '../shared/paths.ts';
import { answersIn, summed } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

/** Who may speak for a collège: its official mailbox and the service Éducation decide. */
export function registerPeople(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { listPeople, addMember, removeMember, handOverMailbox, newId } = deps;
  const path = '/colleges/:uai/agents';

  app.get(path, (c) => showPeople(c));

  app.post(path, async (c) => {
    const answers = answersIn(linkAccountForm, await c.req.parseBody({ all: true }));
    const parsed = parseForm(linkAccountForm, answers);
    if (parsed.kind === 'invalid') {
      return showPeople(c, { form: linkAccountForm, answers, errors: parsed.errors });
    }
    const { name, mail } = parsed.values;
    return act(c, (command) => addMember({ ...command, mail: mail.toLowerCase() }, name));
  });

  app.post(`${path}/retrait`, async (c) => {
    const mail = readMail((await c.req.parseBody())['mail']);
    return mail ? act(c, (command) => removeMember({ ...command, mail })) : showNotFound(c, show);
  });

  app.post(`${path}/boite`, async (c) => {
    const answers = answersIn(mailboxForm, await c.req.parseBody({ all: true }));
    const parsed = parseForm(mailboxForm, answers);
    if (parsed.kind === 'invalid') {
      return showPeople(c, { form: mailboxForm, answers, errors: parsed.errors });
    }
    const mail = parsed.values.mailbox.toLowerCase();
    const college = await collegeIn(c);
    if (!college) return showNotFound(c, show);
    return act(c, (command) => handOverMailbox({ ...command, mail }, college.name));
  });

  interface Command {
    readonly uai: College['uai'];
    readonly by: KnownPerson;
    readonly idempotencyKey: string;
  }

  async function act(c: Context, change: (command: Command) => Promise<AddMemberResult>) {
    const uai = pathUai(c);
    if (!uai) return showNotFound(c, show);
    const outcome = await change({ uai, by: personOf(c), idempotencyKey: newId() });
    switch (outcome.kind) {
      case 'done':
        return c.redirect(peoplePath(uai), 303);
      case 'forbidden':
        return showNotFound(c, show);
      case 'conflict':
        return showRefusal(c, show, { ...texts.conflict, status: 409 });
      case 'is-mailbox':
        return showRefusal(c, show, { ...texts.isMailbox, status: 409 });
    }
  }

  async function collegeIn(c: Context): Promise<College | undefined> {
    const uai = pathUai(c);
    return uai && findCollege((await findColleges(deps, '')).colleges, uai);
  }

  /** The form that was sent and was not good, shown again as it was. */
  interface PostedForm {
    readonly form: Form;
    readonly answers: FormInput;
    readonly errors: FieldErrors;
  }

  async function showPeople(c: Context, posted?: PostedForm) {
    const person = personOf(c);
    const college = await collegeIn(c);
    const members = college && (await listPeople(college.uai, person));
    // The mailbox of a collège does not change itself: whoever reads it could keep it for ever.
    const refused = posted?.form === mailboxForm && !isEducation(person);
    if (!members || refused) return showNotFound(c, show);
    const action = peoplePath(college.uai);
    const shown = (form: Form) =>
      posted?.form === form ? posted : { form, answers: {}, errors: {} };
    return show(c, {
      title: texts.title,
      status: posted ? 422 : 200,
      errors: posted && summed(posted.form, posted.errors),
      body: (
        <>
          <p class="lead">
            {college.name}, {college.commune}
          </p>
          <ul class="people">
            {members.map((each) => (
              <PersonLine action={action} person={each} uai={college.uai} />
            ))}
          </ul>
          <section class="card">
            <h2>{texts.add}</h2>
            <p>{texts.addHint}</p>
            <PeopleForm action={action} button={texts.addButton} {...shown(linkAccountForm)} />
          </section>
          {isEducation(person) && (
            <section class="card">
              <h2>{mailboxForm.title}</h2>
              <p>{texts.handOverHint}</p>
              <PeopleForm
                action={`${action}/boite`}
                button={texts.handOverButton}
                {...shown(mailboxForm)}
              />
            </section>
          )}
          <p>
            <a href={`/colleges/${college.uai}`}>{texts.back}</a>
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
  readonly answers: FormInput;
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
        {isMailbox && <span class="quiet"> {texts.mailbox}</span>}
      </span>
      {!isMailbox && (
        <form method="post" action={`${action}/retrait`}>
          <input type="hidden" name="mail" value={person.mail} />
          <button class="secondary" type="submit" aria-label={texts.removeNamed(person.name)}>
            {texts.remove}
          </button>
        </form>
      )}
    </li>
  );
}
