import { photoLimits } from '../../domain/photo.ts';
import { count } from '../format.ts';

const megabytes = photoLimits.bytes / 1_000_000;
const maxPhotos = count(photoLimits.perSubject, 'photo');

export const photosPage = {
  section: 'Photos',
  none: 'Aucune photo.',
  waiting: 'Photo reçue, en préparation. Elle apparaîtra dans un instant.',
  refused:
    'Une photo n’a pas pu être lue\u00a0: envoyez une image JPEG, PNG ou WebP. Sur iPhone, choisissez «\u00a0Le plus compatible\u00a0» dans Réglages, Appareil photo, Formats.',
  add: 'Ajouter une photo',
  choose: 'Choisir ou prendre une photo',
  hint: `JPEG, PNG ou WebP, ${megabytes} Mo au plus, ${maxPhotos} au plus. Le lieu et l’appareil enregistrés dans la photo sont effacés avant que quiconque la voie.`,
  noFaces: 'Aucun visage, aucun nom, rien de ce que contiennent les casiers.',
  send: 'Envoyer la photo',
  refresh: 'Actualiser',
};

/** Texts about the photos of one damage or réserve. */
export interface PhotosOf {
  readonly title: string;
  readonly alt: (number: number) => string;
  readonly full: string;
  readonly over: string;
  readonly back: string;
}

export function damagePhotos(reference: string): PhotosOf {
  return {
    title: 'Photos du signalement',
    alt: (number) => `Photo ${number} du signalement ${reference}`,
    full: `Ce signalement a déjà ses ${maxPhotos}.`,
    over: 'Ce signalement ne reçoit plus de photo.',
    back: 'Revenir au signalement',
  };
}

export function reservePhotos(reserveId: string): PhotosOf {
  return {
    title: `Photos de la réserve ${reserveId}`,
    alt: (number) => `Photo ${number} de la réserve ${reserveId}`,
    full: `Cette réserve a déjà ses ${maxPhotos}.`,
    over: 'Cette réserve est levée\u00a0: elle ne reçoit plus de photo.',
    back: 'Revenir à la livraison',
  };
}
