import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { type PhotosOf, photosPage as texts } from '../../../content/damages/photos.ts';
import { photoTypes } from '../../../domain/photo.ts';
import type { OfferPhotoResult, ShownPhoto } from '../../../use-cases/photos.ts';
import type { UploadForm } from '../../../use-cases/ports.ts';
import type { ShowPage } from './page.tsx';
import { allowPhotosFrom } from './security-headers.ts';

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
      <h2>{texts.section}</h2>
      {!awaited && !photos.some(({ link }) => link) && <p>{texts.none}</p>}
      {awaited && (
        <p class="callout" role="status">
          {texts.waiting} <a href={`?key=${encodeURIComponent(uploaded)}`}>{texts.refresh}</a>
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
      {photos.some(({ state }) => state === 'refused') && <p class="callout">{texts.refused}</p>}
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

interface AddPhotoPage {
  readonly of: PhotosOf;
  readonly photos: readonly ShownPhoto[];
  readonly offer: Exclude<OfferPhotoResult, { readonly kind: 'forbidden' }>;
  /** The page of the thing. */
  readonly back: string;
  /** Which thing it is. */
  readonly lead: Child;
}

/** The photos of a thing, and the form that sends one more straight from the phone: one after the other. */
export function showAddPhoto(c: Context, show: ShowPage, page: AddPhotoPage) {
  const { of, photos, offer, back, lead } = page;
  const isOffered = offer.kind === 'offered';
  const place = isOffered ? offer.form.url : photos.find(({ link }) => link)?.link;
  if (place) allowPhotosFrom(c, place);
  // What was sent to a thing that takes no more is never shown: nobody waits for it.
  const uploaded = isOffered ? uploadedPhoto(c) : undefined;
  return show(c, {
    title: of.title,
    body: (
      <>
        <p class="lead">{lead}</p>
        <PhotoList {...{ photos, of, uploaded }} />
        {isOffered ? <Upload form={offer.form} /> : <p>{of[offer.kind]}</p>}
        <p>
          <a href={back}>{of.back}</a>
        </p>
      </>
    ),
  });
}

/** S3 sends the browser back with the key of what it has just received. */
function uploadedPhoto(c: Context): string | undefined {
  return c.req.query('key')?.split('/').at(-1);
}

function Upload({ form: { url, fields } }: { form: UploadForm }) {
  return (
    <section class="card">
      <h2>{texts.add}</h2>
      <form method="post" action={url} enctype="multipart/form-data">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="question">
          <label for="file">{texts.choose}</label>
          <p class="hint" id="file-aide">
            {texts.hint} {texts.noFaces}
          </p>
          {/* Last: what follows the file is not read. Naming the types makes an iPhone convert its own. */}
          <input
            id="file"
            name="file"
            type="file"
            accept={photoTypes.join(',')}
            aria-describedby="file-aide"
            required
          />
        </div>
        <button type="submit">{texts.send}</button>
      </form>
    </section>
  );
}
