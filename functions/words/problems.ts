/** What a machine that does it wrong is told, for whoever reads its log. */
export const problems = {
  unsigned:
    'Message sans signature\u00a0: il faut webhook-id, webhook-timestamp et webhook-signature',
  'bad-timestamp': 'L’en-tête webhook-timestamp n’est pas un nombre de secondes',
  'too-old': 'Message signé il y a plus de cinq minutes',
  'too-new': 'Message signé plus de cinq minutes dans le futur',
  'not-theirs': 'Aucune signature n’est celle d’un émetteur connu',
  'bad-id': 'L’en-tête webhook-id a une forme inattendue',
  'not-json': 'Le corps du message n’est pas du JSON en UTF-8',
  'not-the-schema': 'Le message ne suit pas le schéma publié',
  'unknown-delivery': 'Aucune livraison de cette référence',
  'reason-missing': 'Un report ou une annulation se motive\u00a0: le champ note est attendu',
  'day-to-come': 'Cette date est encore à venir',
  busy: 'Ce même message est en cours de traitement',
  'too-large': 'Message trop volumineux',
  'wrong-type': 'Le corps du message doit être en application/json',
  'wrong-method': 'Cette adresse n’accepte que POST',
  'no-such-path': 'Aucune adresse de ce nom',
  broken: 'Une erreur de notre côté\u00a0: réessayez plus tard',
} as const;

export type ProblemKind = keyof typeof problems;
