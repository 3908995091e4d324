import type { Context, Hono } from 'hono';
import { damageReference, readDamageReference } from '../../../domain/damage-reference.ts';
import { photoTypes } from '../../../domain/photo.ts';
import type { UploadForm } from '../../../use-cases/ports.ts';
import { photosPage as words } from '../../../words/pages/photos.ts';
import { allowPhotosFrom } from '../frame/guard-headers.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound } from '../frame/refusals.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { PhotoList } from './photo-list.tsx';

/** Adding photos to a damage, one after the other, straight from the phone. */
export function registerPhotos(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewDamage, offerPhoto, site } = deps;

  app.get('/degats/:reference/photos', async (c) => {
    const which = readDamageReference(c.req.param('reference'));
    const file = which && (await viewDamage(which, personOf(c)));
    if (!file) return showNotFound(c, show);
    const { damage, photos } = file;
    const reference = damageReference(damage);
    const offer = await offerTo(c, damage);
    if (offer.kind === 'not-yours') return showNotFound(c, show);
    if (offer.kind === 'offered') allowPhotosFrom(c, offer.form.url);
    return show(c, {
      title: words.title,
      body: (
        <>
          <p class="lead">{reference}</p>
          <PhotoList {...{ photos, reference, uploaded: uploadedPhoto(c) }} />
          {offer.kind === 'offered' ? <Upload form={offer.form} /> : <p>{words.full}</p>}
          <p>
            <a href={`/degats/${reference}`}>{words.back}</a>
          </p>
        </>
      ),
    });
  });

  async function offerTo(c: Context, damage: Parameters<typeof damageReference>[0]) {
    const page = `${site.url}/degats/${damageReference(damage)}/photos`;
    const { uai, id } = damage;
    return offerPhoto({ uai, damageId: id, by: personOf(c), returnTo: page });
  }
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
