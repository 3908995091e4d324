import type { Context, Hono } from 'hono';
import { declarationText, ownList, stateLabels } from '../../../content/declarations/texts.ts';
import { instant } from '../../../content/format.ts';
import { people } from '../../../content/people/texts.ts';
import {
  campaignLine,
  collegePage as collegeWords,
  expectedLabel,
  site as siteWords,
  expectedWords as words,
} from '../../../content/site.ts';
import { type Declaration, referenceOf } from '../../../domain/declarations/declaration.ts';
import { isEducation, mayBindTo, maySpeakFor } from '../../../domain/people/person.ts';
import {
  type CollegeFile,
  currentDeclaration,
  type Expected,
  expectedOf,
} from '../../../domain/read-models/college.ts';
import { damageReference, deliveryReference } from '../../../domain/reference.ts';
import { CollegeDamages } from '../damages/list.tsx';
import { CollegeDeliveries, calendarPath } from '../deliveries/list.tsx';
import { StackTable } from '../shared/components.tsx';
import type { WebDeps } from '../shared/deps.ts';
import { showNotFound } from '../shared/errors.tsx';
import type { ShowPage } from '../shared/page.tsx';
import { pathUai } from '../shared/paths.ts';
import { personOf } from '../shared/session.tsx';

/** What the Département waits for, each leading to where it is done. */
export function ExpectedList({ expected }: { expected: readonly Expected[] }) {
  return (
    <section class="card">
      <h2>{words.title}</h2>
      {expected.length === 0 && <p>{words.nothing}</p>}
      {expected.length > 0 && (
        <ul>
          {expected.map((one) => (
            <li>
              <a href={pathOf(one)}>{expectedLabel(one)}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function pathOf(expected: Expected): string {
  switch (expected.kind) {
    case 'confirm-repair':
      return `/degats/${damageReference(expected.damage)}`;
    case 'receive':
      return `/livraisons/${deliveryReference(expected.delivery)}/reception`;
    case 'answer':
    case 'finish-draft':
    case 'correct':
      return `/declarations/${referenceOf(expected.declaration)}/formulaire`;
  }
}

/** The file of one's collège: the campaign, what was declared, what is coming. */
export function registerCollege(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewCollege, offerCalendar, newId, site } = deps;

  app.get('/colleges/:uai', async (c) => {
    const file = await fileOf(c);
    if (!file) return showNotFound(c, show);
    const { college, campaign, declarations, damages, deliveries } = file;
    const person = personOf(c);
    const mayBind = mayBindTo(person, college.uai);
    const mayDeclare = maySpeakFor(person, college.uai);
    const scope = { kind: 'college', uai: college.uai } as const;
    const token = await offerCalendar(person, scope);
    const calendar = token && `${site.url}${calendarPath(scope, token)}`;
    const current = currentDeclaration(file);
    return show(c, {
      title: college.name,
      body: (
        <>
          <p>
            {[college.street, `${college.postcode} ${college.commune}`].filter(Boolean).join(', ')}
            <br />
            <span class="quiet">
              {collegeWords.uai} : {college.uai}
            </span>
          </p>
          <section class="card">
            <h2>{campaign?.campaign.name ?? siteWords.myDeclarations}</h2>
            {campaign && current ? (
              <>
                <p>{campaignLine(campaign)}</p>
                <DeclarationState
                  declaration={current}
                  open={mayDeclare && campaign.phase === 'open'}
                  opening={newId()}
                  timeZone={site.timeZone}
                />
              </>
            ) : (
              <p>{collegeWords.noCampaign}</p>
            )}
          </section>
          <CollegeDamages uai={college.uai} damages={damages} mayReport={mayDeclare} />
          <CollegeDeliveries
            {...{ uai: college.uai, deliveries, calendar }}
            mayPlan={isEducation(person)}
          />
          {mayDeclare && (
            <ExpectedList
              expected={expectedOf({ campaign, declaration: current, damages, deliveries })}
            />
          )}
          <p class="links">
            {declarations.length > 0 && (
              <a href={`/colleges/${college.uai}/declarations`}>{siteWords.myDeclarations}</a>
            )}
            {mayBind && <a href={`/colleges/${college.uai}/agents`}>{people.title}</a>}
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
    return uai && viewCollege(uai, personOf(c));
  }
}

interface StateProps {
  readonly declaration: Declaration;
  readonly open: boolean;
  /** Token of this page, so that a double click on the état néant is one. */
  readonly opening: string;
  readonly timeZone: string;
}

function DeclarationState({ declaration, open, opening, timeZone }: StateProps) {
  const reference = referenceOf(declaration);
  const { state, filing, draft, version } = declaration;
  const form = `/declarations/${reference}/formulaire`;
  return (
    <>
      <p>
        <strong>{declarationText(declaration, timeZone)}</strong>
      </p>
      {filing && draft && <p>{collegeWords.draftSaved(instant(draft.savedAt, timeZone))}</p>}
      <p class="links">
        {open && state !== 'decided' && (
          <a class={filing && !draft ? undefined : 'button'} href={form}>
            {draft ? collegeWords.resume : filing ? collegeWords.correct : collegeWords.declare}
          </a>
        )}
        {filing && <a href={`/declarations/${reference}`}>{collegeWords.see}</a>}
      </p>
      {open && !filing && (
        <form method="post" action={`/declarations/${reference}/neant`}>
          <input type="hidden" name="opening" value={opening} />
          <input type="hidden" name="version" value={version} />
          <button class="secondary" type="submit">
            {collegeWords.nothing}
          </button>
          <p class="hint">{collegeWords.nothingHint}</p>
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
