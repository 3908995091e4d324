import type { ShownPhoto } from '../../../use-cases/photos/show-photos.ts';
import { type PhotosOf, photosPage as words } from '../../../words/pages/photos.ts';

interface PhotosProps {
  readonly photos: readonly ShownPhoto[];
  readonly of: PhotosOf;
}

interface PhotoListProps extends PhotosProps {
  /** A photo that has just been sent: it is shown once it has been stripped. */
  readonly uploaded?: string | undefined;
}

/** The photos that can be seen, and what has become of the others. */
export function PhotoList({ photos, of, uploaded }: PhotoListProps) {
  const awaited = uploaded !== undefined && !photos.some(({ id }) => id === uploaded);
  return (
    <section>
      <h2>{words.section}</h2>
      {!awaited && !photos.some(({ link }) => link) && <p>{words.none}</p>}
      {awaited && (
        <p class="callout" role="status">
          {words.waiting} <a href={`?key=${encodeURIComponent(uploaded)}`}>{words.refresh}</a>
        </p>
      )}
      <SeenPhotos photos={photos} of={of} />
    </section>
  );
}

/** Each opens at its full size; of those that could not be read, what to do. */
export function SeenPhotos({ photos, of }: PhotosProps) {
  const seen = photos.filter(({ link }) => link !== undefined);
  return (
    <>
      {photos.some(({ state }) => state === 'refused') && <p class="callout">{words.refused}</p>}
      {seen.length > 0 && (
        <ul class="photos">
          {seen.map(({ link }, index) => (
            <li>
              <a href={link}>
                <img src={link} alt={of.alt(index + 1)} loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
