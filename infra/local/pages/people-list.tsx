import { type College, findCollege } from '../../../functions/domain/colleges/college.ts';
import type { KnownPerson } from '../../../functions/domain/people/person.ts';

export interface PeopleListProps {
  readonly people: readonly KnownPerson[];
  readonly register: readonly College[];
}

/** Whom one can sign in as, and what they may do. */
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

/** What somebody may do, in a few words. */
export function roleOf(
  { education, boundTo, mailboxOf }: KnownPerson,
  register: readonly College[],
): string {
  if (education) return 'qui voit tous les collèges et gère tout le monde';
  const places = boundTo.flatMap((uai) => findCollege(register, uai) ?? []);
  if (mailboxOf.length > 0) return places.map(({ commune }) => commune).join(', ');
  const names = places.map(({ name, commune }) => `${name} (${commune})`);
  return names.length > 0 ? `pour : ${names.join(', ')}` : 'sans collège';
}
