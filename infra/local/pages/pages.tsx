import * as z from 'zod';
import { type College, findCollege } from '../../../functions/domain/colleges/college.ts';
import type { KnownPerson } from '../../../functions/domain/people/person.ts';
import { LocalPage } from '../shared/page.tsx';

export interface PeopleListProps {
  readonly people: readonly KnownPerson[];
  readonly register: readonly College[];
}

/** The people to sign in as, and what they may do. */
export const PeopleList = ({ people, register }: PeopleListProps) => {
  const mailboxes = people.filter(({ mailboxOf }) => mailboxOf.length > 0);
  const others = people.filter(({ mailboxOf }) => mailboxOf.length === 0);
  return (
    <section>
      <h2>Qui peut se connecter</h2>
      <p>
        Sur <a href="/connexion">la page de connexion</a>, tapez l’une de ces adresses ; le code
        arrive dans <a href="/local/courrier">la boîte aux lettres</a>.
      </p>
      <ul>
        {others.map((person) => (
          <PersonItem person={person} register={register} />
        ))}
      </ul>
      <details>
        <summary>Les boîtes officielles des collèges ({mailboxes.length})</summary>
        <p>Chacune déclare pour son collège, et peut y rattacher des collègues.</p>
        <ul>
          {mailboxes.map((person) => (
            <PersonItem person={person} register={register} />
          ))}
        </ul>
      </details>
    </section>
  );
};

interface PersonItemProps extends Pick<PeopleListProps, 'register'> {
  readonly person: KnownPerson;
}

const PersonItem = ({ person, register }: PersonItemProps) => (
  <li>
    <code>{person.mail}</code>
    <br />
    {person.name}, {roleOf(person, register)}
  </li>
);

/** What a person may do, in a few French words. */
export function roleOf(
  { education, memberOf, mailboxOf }: KnownPerson,
  register: readonly College[],
): string {
  if (education) return 'qui voit tous les collèges et gère tout le monde';
  const places = memberOf.flatMap((uai) => findCollege(register, uai) ?? []);
  if (mailboxOf.length > 0) return places.map(({ commune }) => commune).join(', ');
  const names = places.map(({ name, commune }) => `${name} (${commune})`);
  return names.length > 0 ? `pour : ${names.join(', ')}` : 'sans collège';
}

interface HomePageProps extends PeopleListProps {
  readonly url: string;
  readonly dataFolder: string;
  readonly log: string;
}

export const HomePage = ({ url, dataFolder, log, people, register }: HomePageProps) => (
  <LocalPage title="Monde local">
    <ul>
      <li>
        <a href="/">Le site</a>
      </li>
      <li>
        <a href="/local/courrier">La boîte aux lettres</a>
      </li>
      <li>
        <a href="/local/subscriber">L’abonné</a>, un autre système qui reçoit les webhooks
      </li>
      <li>
        <a href="/local/slack">Slack</a>, pour parler au guichet sans espace de travail
      </li>
    </ul>
    <PeopleList people={people} register={register} />
    <h2>La nuit</h2>
    <form method="post" action="/local/night">
      <button type="submit">Lancer la nuit maintenant</button>
    </form>
    <p>
      La nuit réunit ce qui a changé depuis le dernier récapitulatif et l’envoie au service
      Éducation. Elle se lance aussi avec <code>npm run night</code>.
    </p>
    <h2>Cette machine</h2>
    <dl>
      <dt>Adresse</dt>
      <dd>{url}</dd>
      <dt>Données</dt>
      <dd>
        {dataFolder} (<code>npm start -- --fresh</code> les efface)
      </dd>
      <dt>Journal des fonctions</dt>
      <dd>{log}</dd>
    </dl>
  </LocalPage>
);

interface NightlyDigestPageProps {
  readonly lines: readonly string[];
}

export const NightlyDigestPage = ({ lines }: NightlyDigestPageProps) => (
  <LocalPage title="La nuit a tourné">
    {lines.map((line) => (
      <p>{line}</p>
    ))}
    <p>
      <a href="/local/courrier">Ouvrir la boîte aux lettres</a>
    </p>
  </LocalPage>
);

export const NightlyDigestFailedPage = ({ lines }: NightlyDigestPageProps) => (
  <LocalPage title="La nuit a échoué">
    {lines.map((line) => (
      <p>{line}</p>
    ))}
  </LocalPage>
);

const runResult = z.object({
  kind: z.string(),
  changes: z.number().optional(),
  damages: z.number().default(0),
  deliveries: z.number().default(0),
  campaign: z.string().optional(),
  results: z.array(z.object({ recipient: z.string(), outcome: z.string() })).default([]),
});

const outcomes: Readonly<Record<string, string>> = {
  sent: 'envoyé',
  'already-sent': 'déjà envoyé',
  leased: 'en cours d’envoi par ailleurs',
  failed: 'échec',
  unrecorded: 'envoyé, sans que cela ait pu être noté',
};

/** What a run of the nightly digest did, in French lines. */
export function describeRun(result: unknown): readonly string[] {
  const parsed = runResult.safeParse(result);
  if (!parsed.success) return [`La nuit a répondu : ${JSON.stringify(result)}`];
  const { kind, results } = parsed.data;
  return [
    kind === 'nothing-new' ? nothingNew(results) : built(parsed.data),
    ...results.map(({ recipient, outcome }) => {
      return `  ${nameOf(recipient)} : ${outcomes[outcome] ?? outcome}`;
    }),
  ];
}

const channels: Readonly<Record<string, string>> = {
  'queued:slack:education': 'salon Slack du service Éducation',
  'queued:teams:education': 'salon Teams du service Éducation',
};

const nameOf = (recipient: string): string =>
  channels[recipient] ?? recipient.replace(/^mail:/, '');

function built({ changes, damages, deliveries, campaign }: z.output<typeof runResult>): string {
  const what = [
    changes === undefined
      ? 'Les changements ont été réunis'
      : counted(changes, 'changement réuni', 'changements réunis'),
    ...(damages > 0 ? [counted(damages, 'signalement', 'signalements')] : []),
    ...(deliveries > 0 ? [counted(deliveries, 'livraison', 'livraisons')] : []),
  ].join(', ');
  return campaign ? `${what} (${campaign}).` : `${what}.`;
}

const counted = (value: number, one: string, several: string): string =>
  `${value} ${value > 1 ? several : one}`;

const nothingNew = (results: z.output<typeof runResult>['results']): string =>
  results.every(({ outcome }) => outcome === 'already-sent')
    ? 'Rien de nouveau depuis le dernier récapitulatif : rien n’est envoyé.'
    : 'Rien de nouveau depuis le dernier récapitulatif, dont l’envoi est repris.';
