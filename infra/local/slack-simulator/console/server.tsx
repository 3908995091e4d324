import { type Context, Hono } from 'hono';
import type { LocalSlack } from '../simulator.ts';
import type { Member } from '../workspace.ts';
import { ConsoleActions, type MessagePlace } from './actions.ts';
import { type FormFields, parseForm, textField } from './fields.ts';
import { ConsolePage } from './page.tsx';
import { addressOf, type ConsoleSettings, places } from './props.tsx';

export interface ConsoleOptions extends ConsoleSettings {
  readonly slack: LocalSlack;
  /** The origin of the console itself; posts from other origins are refused. */
  readonly origin: string;
  /** What the console shows beside a member's name. */
  readonly describeMember?: (member: Member) => Promise<string>;
}

/** Pages on which a person acts as any member of the workspace. They work without scripts. */
export function createSlackConsole(options: ConsoleOptions): Hono {
  const { slack, origin, describeMember = async () => '', ...settings } = options;
  const { members, channels } = slack.workspace;
  const actions = new ConsoleActions(slack);
  const app = new Hono();

  const memberIn = (c: Context) => members.find(({ handle }) => handle === c.req.param('who'));
  const placeIn = (c: Context) => {
    const place = c.req.param('place') ?? '';
    const exists = place === places.home || channels.some(({ name }) => name === place);
    return exists ? place : places.bot;
  };
  const channelIn = (c: Context) => {
    const place = placeIn(c);
    return place === places.bot || place === places.home ? undefined : place;
  };

  const messageIn = (form: FormFields, c: Context): MessagePlace => ({
    ts: textField(form, 'message'),
    channel: channelIn(c),
  });

  app.use(async (c, next) => {
    const sender = c.req.header('origin');
    if (c.req.method === 'POST' && sender && sender !== origin) {
      return c.text('Origine refusée', 403);
    }
    return next();
  });

  app.get('/', (c) => {
    const [first] = members;
    return first ? c.redirect(addressOf(settings, first, places.bot), 303) : c.notFound();
  });

  app.get('/:who/:place', async (c) => {
    const member = memberIn(c);
    if (!member) return c.notFound();
    const { screen, log, workspace } = slack;
    const modals = screen.modals(member.handle);
    return c.html(
      <ConsolePage
        {...settings}
        description={await describeMember(member)}
        workspace={workspace}
        member={member}
        place={placeIn(c)}
        messages={await screen.messages(member.handle, channelIn(c))}
        modals={modals}
        home={screen.home(member.handle)}
        errors={actions.errorsOf(modals.at(-1))}
        failure={actions.takeFailure(member)}
        log={log.lines}
      />,
    );
  });

  type Action = (member: Member, form: FormFields, c: Context) => Promise<unknown>;

  /** Does the action, then shows the same page again, or the page that a link button leads to. */
  const onPost = (name: string, action: Action) =>
    app.post(`/:who/:place/${name}`, async (c) => {
      const member = memberIn(c);
      if (!member) return c.notFound();
      const url = await action(member, await parseForm(c.req.raw), c);
      const modal = slack.screen.modals(member.handle).at(-1);
      const last = (await slack.screen.messages(member.handle, channelIn(c))).at(-1);
      const fragment = modal
        ? '#fenetre'
        : last && placeIn(c) !== places.home
          ? `#message-${last.ts}`
          : '';
      const samePage = `${addressOf(settings, member, placeIn(c))}${fragment}`;
      return c.redirect(typeof url === 'string' ? url : samePage, 303);
    });

  onPost('commande', (member, form, c) =>
    actions.command(
      member,
      `${textField(form, 'command')} ${textField(form, 'text')}`,
      channelIn(c),
    ),
  );
  onPost('message', (member, form, c) =>
    actions.say(member, textField(form, 'text'), channelIn(c)),
  );
  onPost('ouvrir', (member) => actions.openHome(member));
  onPost('fenetre', (member, form) => actions.actInModal(member, form));
  onPost('raccourci', (member, form, c) =>
    form.has('message')
      ? actions.messageShortcut(member, messageIn(form, c), textField(form, 'shortcut'))
      : actions.shortcut(member, textField(form, 'shortcut')),
  );
  onPost('bouton', (member, form, c) =>
    form.has('view')
      ? actions.pressInHome(member, form)
      : actions.pressInMessage(member, messageIn(form, c), form),
  );
  return app;
}
