import type { ShownPhoto } from '../../../use-cases/view-damage.ts';
import { photosPage as words } from '../../../words/pages/photos.ts';

interface PhotoListProps {
  readonly photos: readonly ShownPhoto[];
  readonly reference: string;
  /** A photo that has just been sent: it is shown once it has been stripped. */
  readonly uploaded?: string | undefined;
}

/** The photos that can be seen, each opening at its full size, and what has become of the others. */
export function PhotoList({ photos, reference, uploaded }: PhotoListProps) {
  const seen = photos.filter(({ link }) => link !== undefined);
  const refused = photos.some(({ state }) => state === 'refused');
  const awaited = uploaded !== undefined && !photos.some(({ id }) => id === uploaded);
  return (
    <section>
      <h2>{words.section}</h2>
      {seen.length === 0 && !awaited && <p>{words.none}</p>}
      {awaited && (
        <p class="callout" role="status">
          {words.waiting}{' '}
          <a href={`/degats/${reference}/photos?key=${encodeURIComponent(uploaded)}`}>
            {words.refresh}
          </a>
        </p>
      )}
      {refused && <p class="callout">{words.refused}</p>}
      <ul class="photos">
        {seen.map(({ link }, index) => (
          <li>
            <a href={link}>
              <img src={link} alt={words.alt(index + 1, reference)} loading="lazy" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
