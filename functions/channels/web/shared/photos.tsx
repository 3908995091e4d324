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
  /** A photo that was just uploaded, and is shown once it has been processed. */
  readonly uploaded?: string | undefined;
}

/** The photos that are ready, and the state of the others. */
export function PhotoList({ photos, of, uploaded }: PhotoListProps) {
  const isProcessing = uploaded !== undefined && !photos.some(({ id }) => id === uploaded);
  return (
    <section>
      <h2>{texts.section}</h2>
      {!isProcessing && !photos.some(({ link }) => link) && <p>{texts.none}</p>}
      {isProcessing && (
        <p class="callout" role="status">
          {texts.waiting} <a href={`?key=${encodeURIComponent(uploaded)}`}>{texts.refresh}</a>
        </p>
      )}
      <ReadyPhotos photos={photos} of={of} />
    </section>
  );
}

/** The photos that are ready, each linked to its full size, and advice when one was refused. */
export function ReadyPhotos({ photos, of }: PhotosProps) {
  const ready = photos.filter(({ link }) => link !== undefined);
  return (
    <>
      {photos.some(({ state }) => state === 'refused') && <p class="callout">{texts.refused}</p>}
      {ready.length > 0 && (
        <ul class="photos">
          {ready.map(({ link }, index) => (
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
  /** The page of the damage or réserve. */
  readonly back: string;
  readonly lead: Child;
}

/** The photos of a damage or réserve, and the form that uploads one more straight to S3. */
export function showAddPhoto(c: Context, show: ShowPage, page: AddPhotoPage) {
  const { of, photos, offer, back, lead } = page;
  const isOffered = offer.kind === 'offered';
  const photoUrl = isOffered ? offer.form.url : photos.find(({ link }) => link)?.link;
  if (photoUrl) allowPhotosFrom(c, photoUrl);
  // An upload beyond the limit is never processed, so the page does not wait for it.
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

/** S3 redirects the browser here with the key of the uploaded object. */
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
          {/* Last, because S3 ignores the fields after the file. `accept` makes iPhones convert their own format. */}
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
