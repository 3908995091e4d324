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
import { canActFor, canManageMembers, isEducation } from '../../../domain/people/person.ts';
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
import { StackTable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';
import { personOf } from '../shared/session.tsx';

/** What the Département waits for, each leading to where it is done. */
export function TodoList({ todos }: { todos: readonly Todo[] }) {
  return (
    <section class="card">
      <h2>{texts.title}</h2>
      {todos.length === 0 && <p>{texts.nothing}</p>}
      {todos.length > 0 && (
        <ul>
          {todos.map((one) => (
            <li>
              <a href={pathOf(one)}>{todoLabel(one)}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function pathOf(todos: Todo): string {
  switch (todos.kind) {
    case 'confirm-repair':
      return `/degats/${damageReference(todos.damage)}`;
    case 'receive':
      return `/livraisons/${deliveryReference(todos.delivery)}/reception`;
    case 'answer':
    case 'finish-draft':
    case 'correct':
      return `/declarations/${referenceOf(todos.declaration)}/formulaire`;
  }
}

/** The file of one's collège: the campaign, what was declared, what is coming. */
export function registerCollege(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { newId, site } = deps;

  app.get('/colleges/:uai', async (c) => {
    const file = await fileOf(c);
    if (!file) return showNotFound(c, show);
    const { college, campaign, declarations, damages, deliveries } = file;
    const person = personOf(c);
    const canManage = canManageMembers(person, college.uai);
    const canDeclare = canActFor(person, college.uai);
    const scope = { kind: 'college', uai: college.uai } as const;
    const token = await offerCalendarFeed(deps, person, scope);
    const calendarFeed = token && `${site.url}${calendarFeedPath(scope, token)}`;
    const current = currentDeclaration(file);
    return show(c, {
      title: college.name,
      body: (
        <>
          <p>
            {[college.street, `${college.postcode} ${college.commune}`].filter(Boolean).join(', ')}
            <br />
            <span class="quiet">
              {collegeTexts.uai} : {college.uai}
            </span>
          </p>
          <section class="card">
            <h2>{campaign?.campaign.name ?? siteTexts.myDeclarations}</h2>
            {campaign && current ? (
              <>
                <p>{campaignLine(campaign)}</p>
                <DeclarationState
                  declaration={current}
                  open={canDeclare && campaign.phase === 'open'}
                  idempotencyKey={newId()}
                  timeZone={site.timeZone}
                />
              </>
            ) : (
              <p>{collegeTexts.noCampaign}</p>
            )}
          </section>
          <CollegeDamages uai={college.uai} damages={damages} canReport={canDeclare} />
          <CollegeDeliveries
            {...{ uai: college.uai, deliveries, calendarFeed }}
            canPlan={isEducation(person)}
          />
          {canDeclare && (
            <TodoList todos={todosOf({ campaign, declaration: current, damages, deliveries })} />
          )}
          <p class="links">
            {declarations.length > 0 && (
              <a href={`/colleges/${college.uai}/declarations`}>{siteTexts.myDeclarations}</a>
            )}
            {canManage && <a href={`/colleges/${college.uai}/agents`}>{people.title}</a>}
          </p>
        </>
      ),
    });
  });

  app.get('/colleges/:uai/declarations', async (c) => {
    const file = await fileOf(c);
    if (!file) return showNotFound(c, show);
    return show(c, {
      title: ownList.title,
      body: <OwnList file={file} timeZone={site.timeZone} />,
    });
  });

  async function fileOf(c: Context): Promise<CollegeFile | undefined> {
    const uai = pathUai(c);
    return uai && viewCollege(deps, uai, personOf(c));
  }
}

interface StateProps {
  readonly declaration: Declaration;
  readonly open: boolean;
  /** Token of this page, so that a double click on the état néant is one. */
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
