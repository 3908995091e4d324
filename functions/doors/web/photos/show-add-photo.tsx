import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { photoTypes } from '../../../domain/damages/photo.ts';
import type { OfferPhotoOutcome } from '../../../use-cases/photos/offer-photo.ts';
import type { ShownPhoto } from '../../../use-cases/photos/show-photos.ts';
import type { UploadForm } from '../../../use-cases/ports.ts';
import { type PhotosOf, photosPage as words } from '../../../words/pages/photos.ts';
import { allowPhotosFrom } from '../frame/guard-headers.ts';
import type { ShowPage } from '../frame/page.tsx';
import { PhotoList } from './photo-list.tsx';

interface AddPhotoPage {
  readonly of: PhotosOf;
  readonly photos: readonly ShownPhoto[];
  readonly offer: Exclude<OfferPhotoOutcome, { readonly kind: 'not-yours' }>;
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
      <h2>{words.add}</h2>
      <form method="post" action={url} enctype="multipart/form-data">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="question">
          <label for="file">{words.choose}</label>
          <p class="hint" id="file-aide">
            {words.hint} {words.noFaces}
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
        <button type="submit">{words.send}</button>
      </form>
    </section>
  );
}
