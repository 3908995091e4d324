import { LocalPage } from './local-page.tsx';
import { PeopleList, type PeopleListProps } from './people-list.tsx';

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

interface NightPageProps {
  readonly lines: readonly string[];
}

export const NightPage = ({ lines }: NightPageProps) => (
  <LocalPage title="La nuit a tourné">
    {lines.map((line) => (
      <p>{line}</p>
    ))}
    <p>
      <a href="/local/courrier">Ouvrir la boîte aux lettres</a>
    </p>
  </LocalPage>
);

export const NightFailedPage = ({ lines }: NightPageProps) => (
  <LocalPage title="La nuit a échoué">
    {lines.map((line) => (
      <p>{line}</p>
    ))}
  </LocalPage>
);
