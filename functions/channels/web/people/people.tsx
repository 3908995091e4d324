import type { Context, Hono } from 'hono';
import { type FieldErrors, type Form, fieldNames, parseForm } from '../../../content/model/form.ts';
import { mailboxForm, memberForm } from '../../../content/people/forms.ts';
import { people as texts } from '../../../content/people/texts.ts';
import type { FormInput } from '../../../domain/act.ts';
import { type College, findCollege } from '../../../domain/colleges/college.ts';
import { isEducation, type KnownPerson } from '../../../domain/people/person.ts';
import { findColleges } from '../../../use-cases/campaigns.ts';
import {
  type AddMemberResult,
  addMember,
  findRemoved,
  handOverMailbox,
  listPeople,
  type MemberCommand,
  type RemoveMemberResult,
  removeMember,
  restoreMember,
} from '../../../use-cases/people.ts';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound, showRefusal } from '../shared/errors.tsx';
import { Questions } from '../shared/form-fields.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { parseMail, pathUai, peoplePath } from '../shared/paths.ts';
import { answersIn, summaryOf } from '../shared/posted-form.ts';
import { personOf } from '../shared/session.tsx';

/** The members of a collège: its official mailbox and the service Éducation add and remove them. */
export function registerPeople(app: Hono, deps: WebDeps, show: ShowPage): void {
  const path = '/colleges/:uai/agents';
  const page = { deps, show };

  app.get(path, (c) => showPeople(c, page));

  app.post(path, async (c) => {
    const answers = answersIn(memberForm, await c.req.parseBody({ all: true }));
    const parsed = parseForm(memberForm, answers);
    if (parsed.kind === 'invalid') {
      return showPeople(c, page, { form: memberForm, answers, errors: parsed.errors });
    }
    const { name, mail } = parsed.values;
    return act(c, page, (command) =>
      addMember(deps, { ...command, mail: mail.toLowerCase() }, name),
    );
  });

  app.get(`${path}/retrait`, (c) => showRemoval(c, page));

  app.post(`${path}/retrait`, async (c) => {
    const mail = parseMail((await c.req.parseBody())['mail']);
    if (!mail) return showNotFound(c, show);
    const query = `?retrait=${encodeURIComponent(mail)}`;
    return act(c, { ...page, query }, (command) => removeMember(deps, { ...command, mail }));
  });

  app.post(`${path}/retablir`, async (c) => {
    const mail = parseMail((await c.req.parseBody())['mail']);
    if (!mail) return showNotFound(c, show);
    return act(c, page, (command) => restoreMember(deps, { ...command, mail }));
  });

  app.post(`${path}/boite`, async (c) => {
    const answers = answersIn(mailboxForm, await c.req.parseBody({ all: true }));
    const parsed = parseForm(mailboxForm, answers);
    if (parsed.kind === 'invalid') {
      return showPeople(c, page, { form: mailboxForm, answers, errors: parsed.errors });
    }
    const mail = parsed.values.mailbox.toLowerCase();
    const college = await collegeIn(c, deps);
    if (!college) return showNotFound(c, show);
    return act(c, page, (command) => handOverMailbox(deps, { ...command, mail }, college.name));
  });
}

interface PageDeps {
  readonly deps: WebDeps;
  readonly show: ShowPage;
}

interface ActDeps extends PageDeps {
  /** Of the page that follows. */
  readonly query?: string;
}

async function act(
  c: Context,
  { deps, show, query = '' }: ActDeps,
  change: (command: Omit<MemberCommand, 'mail'>) => Promise<RemoveMemberResult | AddMemberResult>,
) {
  const uai = pathUai(c);
  if (!uai) return showNotFound(c, show);
  const outcome = await change({ uai, by: personOf(c), idempotencyKey: deps.newId() });
  switch (outcome.kind) {
    case 'done':
      return c.redirect(`${peoplePath(uai)}${query}`, 303);
    case 'forbidden':
      return showNotFound(c, show);
    case 'is-mailbox':
      return showRefusal(c, show, { ...texts.isMailbox, status: 409 });
    case 'in-education':
      return showRefusal(c, show, { ...texts.inEducation, status: 409 });
    case 'declined':
      return showRefusal(c, show, { ...texts.declined, status: 409 });
    case 'too-many':
      return showRefusal(c, show, { ...texts.tooMany, status: 429 });
    case 'too-many-members':
      return showRefusal(c, show, { ...texts.tooManyMembers, status: 409 });
  }
}

/** Asks before a person is removed. */
async function showRemoval(c: Context, { deps, show }: PageDeps) {
  const mail = parseMail(c.req.query('mail'));
  const college = await collegeIn(c, deps);
  const members = college && (await listPeople(deps, college.uai, personOf(c)));
  const member = members?.find((each) => each.mail === mail);
  if (!college || !member) return showNotFound(c, show);
  const action = peoplePath(college.uai);
  return show(c, {
    title: texts.removal.title(member.name),
    body: (
      <form method="post" action={`${action}/retrait`}>
        <p class="lead">
          {member.mail}, {college.name}, {college.commune}
        </p>
        <p>{texts.removal.text}</p>
        <input type="hidden" name="mail" value={member.mail} />
        <p class="links">
          <button type="submit">{texts.removal.button}</button>
          <a href={action}>{texts.removal.keep}</a>
        </p>
      </form>
    ),
  });
}

async function collegeIn(c: Context, deps: WebDeps): Promise<College | undefined> {
  const uai = pathUai(c);
  return uai && findCollege((await findColleges(deps, '')).colleges, uai);
}

/** A posted form with errors, which is shown again as it was typed. */
interface InvalidForm {
  readonly form: Form;
  readonly answers: FormInput;
  readonly errors: FieldErrors;
}

async function showPeople(c: Context, { deps, show }: PageDeps, invalid?: InvalidForm) {
  const person = personOf(c);
  const college = await collegeIn(c, deps);
  const members = college && (await listPeople(deps, college.uai, person));
  // An official mailbox does not change itself, because its reader could then keep it for good.
  const refused = invalid?.form === mailboxForm && !isEducation(person);
  if (!members || refused) return showNotFound(c, show);
  const mail = parseMail(c.req.query('retrait'));
  const removed = mail && (await findRemoved(deps, { mail, uai: college.uai, by: person }));
  return show(c, {
    title: texts.title,
    status: invalid ? 422 : 200,
    errors: invalid && summaryOf(invalid.form, invalid.errors),
    body: (
      <People
        {...{ college, members, invalid, removed: removed || undefined }}
        canHandOver={isEducation(person)}
      />
    ),
  });
}

interface PeopleProps {
  readonly college: College;
  readonly members: readonly KnownPerson[];
  readonly invalid: InvalidForm | undefined;
  /** The person who was just removed. */
  readonly removed: KnownPerson | undefined;
  readonly canHandOver: boolean;
}

function People({ college, members, invalid, removed, canHandOver }: PeopleProps) {
  const action = peoplePath(college.uai);
  const stateOf = (form: Form) =>
    invalid?.form === form ? invalid : { form, answers: {}, errors: {} };
  return (
    <>
      <p class="lead">
        {college.name}, {college.commune}
      </p>
      {removed && (
        <form class="card" method="post" action={`${action}/retablir`} role="status">
          <p>{texts.removal.done(removed.name)}</p>
          <input type="hidden" name="mail" value={removed.mail} />
          <button class="secondary" type="submit">
            {texts.removal.undo}
          </button>
        </form>
      )}
      <ul class="people">
        {members.map((each) => (
          <PersonLine action={action} person={each} uai={college.uai} />
        ))}
      </ul>
      <section class="card">
        <h2>{texts.add}</h2>
        <p>{texts.addHint}</p>
        <PeopleForm action={action} button={texts.addButton} {...stateOf(memberForm)} />
      </section>
      {canHandOver && (
        <section class="card">
          <h2>{mailboxForm.title}</h2>
          <p>{texts.handOverHint}</p>
          <PeopleForm
            action={`${action}/boite`}
            button={texts.handOverButton}
            {...stateOf(mailboxForm)}
          />
        </section>
      )}
      <p>
        <a href={`/colleges/${college.uai}`}>{texts.back}</a>
      </p>
    </>
  );
}

interface PeopleFormProps extends InvalidForm {
  readonly action: string;
  readonly button: string;
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
        {person.mailRefusedAt !== undefined && (
          <>
            <br />
            <strong>{texts.mailRefused}</strong>
          </>
        )}
      </span>
      {!isMailbox && (
        <a
          class="button secondary"
          href={`${action}/retrait?mail=${encodeURIComponent(person.mail)}`}
          aria-label={texts.removeNamed(person.name)}
        >
          {texts.remove}
        </a>
      )}
    </li>
  );
}
