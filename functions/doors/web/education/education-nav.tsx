import { education as words } from '../../../words/pages/education.ts';

const pages = [
  ['/education', words.campaign],
  ['/education/signalements', words.damages],
  ['/education/livraisons', words.deliveries],
  ['/education/agents', words.people],
  ['/education/abonnes', words.subscribers],
] as const;

/** From one page of the service Éducation to the others. */
export function EducationNav({ here }: { here: (typeof pages)[number][0] }) {
  return (
    <nav class="filters" aria-label={words.pages}>
      {pages.map(([path, label]) => (
        <a href={path} aria-current={path === here ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
