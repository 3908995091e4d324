import type { Context, Hono } from 'hono';
import { declarationText, ownList, stateLabels } from '../../../content/declarations/texts.ts';
import { instant } from '../../../content/format.ts';
import { people } from '../../../content/people/texts.ts';
import {
  campaignLine,
  collegePage as collegeTexts,
  site as siteTexts,
  todoTexts as texts,
  todoLabel,
} from '../../../content/site.ts';
import { type Declaration, referenceOf } from '../../../domain/declarations/declaration.ts';
import {
  canActFor,
  canManageMembers,
  isEducation,
  type KnownPerson,
} from '../../../domain/people/person.ts';
import {
  type CollegeFile,
  currentDeclaration,
  type Todo,
  todosOf,
} from '../../../domain/read-models/college.ts';
import { damageReference, deliveryReference } from '../../../domain/reference.ts';
import { viewCollege } from '../../../use-cases/campaigns.ts';
import { offerCalendarFeed } from '../../../use-cases/delivery-queries.ts';
import { CollegeDamages } from '../damages/list.tsx';
import { CollegeDeliveries, calendarFeedPath } from '../deliveries/list.tsx';
import { StackTable, Unreadable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';
import { personOf } from '../shared/session.tsx';

/** What the Département waits for from the collège; each item links to its page. */
export function TodoList({ todos }: { todos: readonly Todo[] }) {
  return (
    <section class="card">
      <h2>{texts.title}</h2>
      {todos.length === 0 && <p>{texts.nothing}</p>}
      {todos.length > 0 && (
        <ul>
          {todos.map((todo) => (
            <li>
              <a href={pathOf(todo)}>{todoLabel(todo)}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function pathOf(todo: Todo): string {
  switch (todo.kind) {
    case 'confirm-repair':
      return `/degats/${damageReference(todo.damage)}`;
    case 'receive':
      return `/livraisons/${deliveryReference(todo.delivery)}/reception`;
    case 'answer':
    case 'finish-draft':
    case 'correct':
      return `/declarations/${referenceOf(todo.declaration)}/formulaire`;
  }
}

/** The page of a collège, and the list of its declarations. */
export function registerCollege(app: Hono, deps: WebDeps, show: ShowPage): void {
  app.get('/colleges/:uai', async (c) => {
    const file = await fileOf(deps, c);
    if (!file) return showNotFound(c, show);
    const { site, newId } = deps;
    const person = personOf(c);
    const scope = { kind: 'college', uai: file.college.uai } as const;
    const token = await offerCalendarFeed(deps, person, scope);
    const calendarFeed = token && `${site.url}${calendarFeedPath(scope, token)}`;
    const { timeZone } = site;
    return show(c, {
      title: file.college.name,
      body: <College {...{ file, person, calendarFeed, timeZone, idempotencyKey: newId() }} />,
    });
  });

  app.get('/colleges/:uai/declarations', async (c) => {
    const file = await fileOf(deps, c);
    if (!file) return showNotFound(c, show);
    return show(c, {
      title: ownList.title,
      body: <OwnList file={file} timeZone={deps.site.timeZone} />,
    });
  });
}

async function fileOf(deps: WebDeps, c: Context): Promise<CollegeFile | undefined> {
  const uai = pathUai(c);
  return uai && viewCollege(deps, uai, personOf(c));
}

interface CollegeProps {
  readonly file: CollegeFile;
  readonly person: KnownPerson;
  /** The address of the calendar feed of its deliveries. */
  readonly calendarFeed: string | undefined;
  readonly idempotencyKey: string;
  readonly timeZone: string;
}

function College({ file, person, calendarFeed, idempotencyKey, timeZone }: CollegeProps) {
  const { college, campaign, declarations, damages, deliveries } = file;
  const { uai } = college;
  const canDeclare = canActFor(person, uai);
  const current = currentDeclaration(file);
  return (
    <>
      <p>
        {[college.street, `${college.postcode} ${college.commune}`].filter(Boolean).join(', ')}
        <br />
        <span class="quiet">
          {collegeTexts.uai} : {uai}
        </span>
      </p>
      <Unreadable references={file.unreadable} />
      <section class="card">
        <h2>{campaign?.campaign.name ?? siteTexts.myDeclarations}</h2>
        {campaign && current ? (
          <>
            <p>{campaignLine(campaign)}</p>
            <DeclarationState
              declaration={current}
              open={canDeclare && campaign.phase === 'open'}
              {...{ idempotencyKey, timeZone }}
            />
          </>
        ) : (
          <p>{collegeTexts.noCampaign}</p>
        )}
      </section>
      <CollegeDamages uai={uai} damages={damages} canReport={canDeclare} />
      <CollegeDeliveries {...{ uai, deliveries, calendarFeed }} canPlan={isEducation(person)} />
      {canDeclare && (
        <TodoList todos={todosOf({ campaign, declaration: current, damages, deliveries })} />
      )}
      <p class="links">
        {declarations.length > 0 && (
          <a href={`/colleges/${uai}/declarations`}>{siteTexts.myDeclarations}</a>
        )}
        {canManageMembers(person, uai) && <a href={`/colleges/${uai}/agents`}>{people.title}</a>}
      </p>
    </>
  );
}

interface StateProps {
  readonly declaration: Declaration;
  readonly open: boolean;
  /** Makes a double click on the état néant one act. */
  readonly idempotencyKey: string;
  readonly timeZone: string;
}

function DeclarationState({ declaration, open, idempotencyKey, timeZone }: StateProps) {
  const reference = referenceOf(declaration);
  const { state, filing, draft, version } = declaration;
  const form = `/declarations/${reference}/formulaire`;
  return (
    <>
      <p>
        <strong>{declarationText(declaration, timeZone)}</strong>
      </p>
      {filing && draft && <p>{collegeTexts.draftSaved(instant(draft.savedAt, timeZone))}</p>}
      <p class="links">
        {open && state !== 'decided' && (
          <a class={filing && !draft ? undefined : 'button'} href={form}>
            {draft ? collegeTexts.resume : filing ? collegeTexts.correct : collegeTexts.declare}
          </a>
        )}
        {filing && <a href={`/declarations/${reference}`}>{collegeTexts.see}</a>}
      </p>
      {open && !filing && (
        <form method="post" action={`/declarations/${reference}/neant`}>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="version" value={version} />
          <button class="secondary" type="submit">
            {collegeTexts.nothing}
          </button>
          <p class="hint">{collegeTexts.nothingHint}</p>
        </form>
      )}
    </>
  );
}

function OwnList({ file, timeZone }: { file: CollegeFile; timeZone: string }) {
  const { college, declarations } = file;
  return (
    <>
      <p>
        <a href={`/colleges/${college.uai}`}>{college.name}</a>
      </p>
      {declarations.length === 0 && <p>{ownList.empty}</p>}
      {declarations.length > 0 && (
        <StackTable
          columns={ownList.columns}
          rows={declarations.map((declaration) => [
            <a href={`/declarations/${referenceOf(declaration)}`}>{referenceOf(declaration)}</a>,
            declaration.campaignId,
            stateLabels[declaration.state],
            instant(declaration.journal.at(-1)?.at ?? '', timeZone),
          ])}
        />
      )}
    </>
  );
}
