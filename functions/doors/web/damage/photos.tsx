import type { Hono } from 'hono';
import { damageReference, readDamageReference } from '../../../domain/damages/damage-reference.ts';
import { damagePhotos } from '../../../words/pages/photos.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound } from '../frame/refusals.tsx';
import { showAddPhoto } from '../photos/show-add-photo.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';

/** Adding photos to a damage. */
export function registerPhotos(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewDamage, offerPhoto, site } = deps;

  app.get('/degats/:reference/photos', async (c) => {
    const by = personOf(c);
    const which = readDamageReference(c.req.param('reference'));
    const file = which && (await viewDamage(which, by));
    if (!file) return showNotFound(c, show);
    const { damage, photos } = file;
    const { uai, id: damageId } = damage;
    const reference = damageReference(damage);
    const back = `/degats/${reference}`;
    const returnTo = `${site.url}${back}/photos`;
    const offer = await offerPhoto({ of: { uai, damageId }, by, returnTo });
    if (offer.kind === 'not-yours') return showNotFound(c, show);
    return showAddPhoto(c, show, {
      of: damagePhotos(reference),
      photos,
      offer,
      back,
      lead: reference,
    });
  });
}
