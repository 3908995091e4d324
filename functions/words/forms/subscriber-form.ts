import { testEventType } from '../../domain/webhooks/hook-event.ts';
import type { SubscriberTerms } from '../../domain/webhooks/subscriber.ts';
import { day, fields, line, severalOf } from '../fields.ts';
import type { Form } from '../form.ts';
import { eventLabels } from '../hooks/event-words.ts';

/** A test needs not be chosen. */
const { [testEventType]: _, ...labels } = eventLabels;

const subscriberSchema = fields(() => ({
  name: line({
    label: 'Nom de l’abonné',
    hint: 'Le système qui reçoit, par exemple «\u00a0Logiciel de maintenance\u00a0».',
    missing: 'Donnez un nom à cet abonné.',
    maxLength: 80,
  }),
  url: line({
    label: 'Adresse de réception',
    hint: 'Une adresse en https, donnée par qui s’occupe de ce système.',
    missing: 'Indiquez l’adresse où envoyer.',
    maxLength: 500,
  }),
  types: severalOf(labels, {
    label: 'Ce qu’il reçoit',
    missing: 'Choisissez au moins un événement.',
  }),
}));

/** Another system, to be told of what happens here. */
export const subscriberForm: Form<SubscriberTerms> = {
  id: 'subscriber',
  title: 'Ajouter un abonné',
  shortTitle: 'Ajouter un abonné',
  steps: [{ title: 'L’abonné', fields: ['name', 'url', 'types'] }],
  schema: subscriberSchema,
};

const missing = 'Indiquez une date.';

/** From when on what did not arrive is sent again. */
export const replayForm: Form<{ replaySince: string }> = {
  id: 'replay',
  title: 'Rejouer ce qui n’est pas arrivé',
  shortTitle: 'Rejouer',
  steps: [{ title: 'Depuis quand', fields: ['replaySince'] }],
  schema: fields(() => ({
    replaySince: day({ label: 'Depuis le', hint: 'Par exemple\u00a0: 03/02/2026.', missing }),
  })),
};

/** From when on a new subscriber is told what has happened. */
export const pastForm: Form<{ pastSince: string }> = {
  id: 'past',
  title: 'Envoyer le passé',
  shortTitle: 'Envoyer le passé',
  steps: [{ title: 'Depuis quand', fields: ['pastSince'] }],
  schema: fields(() => ({
    pastSince: day({ label: 'Depuis le', hint: 'Par exemple\u00a0: 03/02/2026.', missing }),
  })),
};
