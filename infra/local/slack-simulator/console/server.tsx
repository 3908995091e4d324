import { type Context, Hono } from 'hono';
import type { LocalSlack } from '../simulator.ts';
import type { Member } from '../workspace.ts';
import { ConsoleActs, type SeenPlace } from './actions.ts';
import { type Posted, parsePosted, wordIn } from './fields.ts';
import { ConsolePage } from './page.tsx';
import { addressOf, type ConsoleProps, places } from './props.tsx';

export interface ConsoleDeps extends Pick<ConsoleProps, 'timeZone'> {
  /** What a member may do at the counter, in French. */
  readonly roleOf: (member: Member) => Promise<string>;
  readonly slack: LocalSlack;
  /** Of this machine: a page from elsewhere has no business here. */
  readonly siteUrl: string;
}

/** The pages under `/local/slack`: a workspace for whoever has none. */
export function createSlackConsole(deps: ConsoleDeps): Hono {
  const { slack, siteUrl, roleOf } = deps;
  const { members, channels } = slack.workspace;
  const acts = new ConsoleActs(slack);
  const app = new Hono();

  const memberIn = (c: Context) => members.find(({ handle }) => handle === c.req.param('who'));
  const placeIn = (c: Context) => {
    const asked = c.req.param('place') ?? '';
    const isPlace = asked === places.home || channels.some(({ name }) => name === asked);
    return isPlace ? asked : places.bot;
  };
  const channelIn = (c: Context) => {
    const place = placeIn(c);
    return place === places.bot || place === places.home ? undefined : place;
  };

  const seenIn = (posted: Posted, c: Context): SeenPlace => ({
    ts: wordIn(posted, 'message'),
    where: channelIn(c),
  });

  app.use(async (c, next) => {
    const origin = c.req.header('origin');
    if (c.req.method === 'POST' && origin && origin !== siteUrl) {
      return c.text('Origine refusée', 403);
    }
    return next();
  });

  app.get('/', (c) => c.redirect(`/local/slack/${members[0]?.handle}/${places.bot}`, 303));

  app.get('/:who/:place', async (c) => {
    const member = memberIn(c);
    if (!member) return c.notFound();
    const { screen, log, workspace } = slack;
    const modals = screen.modals(member.handle);
    return c.html(
      <ConsolePage
        timeZone={deps.timeZone}
        role={await roleOf(member)}
        workspace={workspace}
        member={member}
        place={placeIn(c)}
        messages={await screen.messages(member.handle, channelIn(c))}
        modals={modals}
        home={screen.home(member.handle)}
        errors={acts.errorsOf(modals.at(-1))}
        trouble={acts.troubleOf(member)}
        log={log.lines}
      />,
    );
  });

  type Act = (member: Member, posted: Posted, c: Context) => Promise<unknown>;

  /** The page again, or the one that the button leads to. */
  const take = (name: string, act: Act) =>
    app.post(`/:who/:place/${name}`, async (c) => {
      const member = memberIn(c);
      if (!member) return c.notFound();
      const url = await act(member, await parsePosted(c.req.raw), c);
      const modal = slack.screen.modals(member.handle).at(-1);
      const last = (await slack.screen.messages(member.handle, channelIn(c))).at(-1);
      const spot = modal
        ? '#fenetre'
        : last && placeIn(c) !== places.home
          ? `#message-${last.ts}`
          : '';
      const here = `${addressOf(member, placeIn(c))}${spot}`;
      return c.redirect(typeof url === 'string' ? url : here, 303);
    });

  take('commande', (member, posted, c) =>
    acts.command(member, wordIn(posted, 'text'), channelIn(c)),
  );
  take('message', (member, posted, c) => acts.say(member, wordIn(posted, 'text'), channelIn(c)));
  take('ouvrir', (member) => acts.openHome(member));
  take('fenetre', (member, posted) => acts.actInModal(member, posted));
  take('raccourci', (member, posted, c) =>
    posted.has('message')
      ? acts.messageShortcut(member, seenIn(posted, c), wordIn(posted, 'shortcut'))
      : acts.shortcut(member, wordIn(posted, 'shortcut')),
  );
  take('bouton', (member, posted, c) =>
    posted.has('view')
      ? acts.pressInHome(member, posted)
      : acts.pressInMessage(member, seenIn(posted, c), posted),
  );
  return app;
}
