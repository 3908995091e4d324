import { photoLimits } from '../../domain/photo.ts';

const megabytes = photoLimits.bytes / 1_000_000;

export const photosPage = {
  title: 'Photos du signalement',
  section: 'Photos',
  none: 'Aucune photo.',
  alt: (number: number, reference: string) => `Photo ${number} du signalement ${reference}`,
  waiting: 'Photo reçue, en préparation. Elle apparaîtra dans un instant.',
  refused:
    'Une photo n’a pas pu être lue : envoyez une image JPEG, PNG ou WebP. Sur iPhone, choisissez « Le plus compatible » dans Réglages, Appareil photo, Formats.',
  add: 'Ajouter une photo',
  choose: 'Choisir ou prendre une photo',
  hint: `JPEG, PNG ou WebP, ${megabytes} Mo au plus, ${photoLimits.perDamage} photos au plus. Le lieu et l’appareil enregistrés dans la photo sont effacés avant que quiconque la voie.`,
  noFaces: 'Aucun visage, aucun nom, rien de ce que contiennent les casiers.',
  send: 'Envoyer la photo',
  full: `Ce signalement a déjà ses ${photoLimits.perDamage} photos.`,
  refresh: 'Actualiser',
  back: 'Revenir au signalement',
};
