import type { Hono } from 'hono';
import { type College, findCollege, type Register } from '../../domain/college.ts';
import { readUai } from '../../domain/uai.ts';
import { campaignLine, notInRegister, uaiProblem, home as words } from '../../words/pages/home.ts';
import type { ShowPage } from './page.tsx';
import { pickCollege, pickedCollege } from './visitor.ts';
import type { WebDeps } from './web-deps.ts';

/** Finding one's collège and saying "this is mine". */
export function registerHome(app: Hono, { findColleges }: WebDeps, show: ShowPage): void {
  app.get('/', async (c) => {
    const typed = c.req.query('q') ?? '';
    const { colleges, campaign } = await findColleges(typed);
    const mine = pickedCollege(c);
    const yours = mine && !typed ? findCollege(colleges, mine) : undefined;
    return show(c, {
      title: words.title,
      body: (
        <>
          <p class="lead">{words.lead}</p>
          {campaign && <p class="callout">{campaignLine(campaign)}</p>}
          {yours && <Yours college={yours} />}
          <Search typed={typed} />
          <Results typed={typed} colleges={colleges} />
        </>
      ),
    });
  });

  app.post('/mon-college', async (c) => {
    const typed = String((await c.req.parseBody())['uai'] ?? '');
    const reading = readUai(typed);
    const { colleges } = await findColleges('');
    if (reading.kind === 'uai' && findCollege(colleges, reading.uai)) {
      pickCollege(c, reading.uai);
      return c.redirect(`/colleges/${reading.uai}`, 303);
    }
    const problem = reading.kind === 'uai' ? notInRegister(typed) : uaiProblem(typed, reading);
    return show(c, {
      title: words.title,
      status: 422,
      errors: [{ field: 'q', message: problem }],
      body: (
        <>
          <Search typed={typed} error={problem} />
          <Results typed="" colleges={colleges} />
        </>
      ),
    });
  });
}

function Yours({ college }: { college: College }) {
  return (
    <section class="card">
      <h2>{words.yours}</h2>
      <p>
        <strong>{college.name}</strong>, {college.commune}
      </p>
      <p>
        <a class="button" href={`/colleges/${college.uai}`}>
          {words.openYours}
        </a>
      </p>
    </section>
  );
}

function Search({ typed, error }: { typed: string; error?: string }) {
  return (
    <search>
      <form class={error ? 'question wrong' : 'question'} method="get" action="/">
        <h2>
          <label for="q">{words.search}</label>
        </h2>
        <p class="hint" id="q-aide">
          {words.searchHint}
        </p>
        {error && (
          <p class="error" id="q-erreur">
            {error}
          </p>
        )}
        <div class="row">
          <input
            id="q"
            name="q"
            type="search"
            value={typed}
            autocomplete="off"
            aria-describedby={error ? 'q-aide q-erreur' : 'q-aide'}
          />
          <button type="submit">{words.searchButton}</button>
        </div>
      </form>
    </search>
  );
}

function Results({ typed, colleges }: { typed: string; colleges: Register }) {
  if (colleges.length === 0) return <NoResult typed={typed} />;
  return (
    <>
      <p role="status">{words.found(colleges.length)}</p>
      <form method="post" action="/mon-college">
        <ul class="choices">
          {colleges.map(({ uai, name, commune }) => (
            <li>
              <button class="choice" type="submit" name="uai" value={uai}>
                <strong>{name}</strong> <span>{commune}</span>
              </button>
            </li>
          ))}
        </ul>
      </form>
    </>
  );
}

function NoResult({ typed }: { typed: string }) {
  if (!typed) return <p role="status">{words.noRegister}</p>;
  return (
    <>
      <p role="status">{whyNone(typed)}</p>
      <p>
        <a href="/">{words.seeAll}</a>
      </p>
    </>
  );
}

/** Someone who typed a code with a slip is told of the slip; "lycée" was never meant as a code. */
function whyNone(typed: string): string {
  const reading = readUai(typed);
  if (reading.kind === 'uai') return notInRegister(typed);
  const meantAsCode = reading.kind !== 'bad-shape' || reading.meant;
  return meantAsCode ? uaiProblem(typed, reading) : words.noneFound(typed);
}
