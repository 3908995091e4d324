import type { Hono } from 'hono';
import { receiptOf } from '../../../domain/deliveries/delivery.ts';
import { deliveryReference } from '../../../domain/deliveries/delivery-reference.ts';
import { findReserve } from '../../../domain/deliveries/reserve-photos.ts';
import { reserveText } from '../../../words/pages/delivery.ts';
import { reservePhotos } from '../../../words/pages/photos.ts';
import type { ShowPage } from '../frame/page.tsx';
import { showNotFound } from '../frame/refusals.tsx';
import { showAddPhoto } from '../photos/show-add-photo.tsx';
import { personOf } from '../sign-in/identity.ts';
import type { WebDeps } from '../web-deps.ts';
import { deliveryIn } from './posted-act.ts';

/** Adding photos to a réserve: what is wrong is seen at a glance, and the workshop comes with what it needs. */
export function registerReservePhotos(app: Hono, deps: WebDeps, show: ShowPage): void {
  const { viewReserves, offerPhoto, site } = deps;

  app.get('/livraisons/:reference/reserves/:reserve/photos', async (c) => {
    const by = personOf(c);
    const which = deliveryIn(c);
    const file = which && (await viewReserves(which, by));
    const receipt = file && receiptOf(file.delivery);
    const reserve = file && findReserve(file.delivery, c.req.param('reserve'));
    if (!file || !receipt || !reserve) return showNotFound(c, show);
    const { uai, id: deliveryId } = file.delivery;
    const { id: reserveId } = reserve;
    const reference = deliveryReference(file.delivery);
    const back = `/livraisons/${reference}`;
    const returnTo = `${site.url}${back}/reserves/${reserveId}/photos`;
    const offer = await offerPhoto({ of: { uai, deliveryId, reserveId }, by, returnTo });
    if (offer.kind === 'not-yours') return showNotFound(c, show);
    const of = reservePhotos(reserveId);
    const photos = file.photos.get(reserveId) ?? [];
    const lead = (
      <>
        {reference}
        <br />
        {reserveText(reserve, receipt)}
      </>
    );
    return showAddPhoto(c, show, { of, photos, offer, back, lead });
  });
}
