export const people = {
  title: 'Qui peut déclarer pour le collège',
  mailbox: '(boîte officielle du collège)',
  remove: 'Retirer',
  removeNamed: (name: string) => `Retirer ${name}`,
  add: 'Rattacher une personne',
  addHint:
    'Elle pourra déclarer et signaler au nom du collège. Quelqu’un part\u00a0? Rattachez la personne qui le remplace, puis retirez-le.',
  addButton: 'Rattacher',
  handOverHint:
    'Si l’adresse du collège a changé. L’ancienne ne pourra plus ni déclarer ni rattacher personne ; les personnes rattachées le restent.',
  handOverButton: 'Changer la boîte officielle',
  back: 'Revenir au dossier du collège',
  stale: {
    title: 'Quelqu’un a changé cette personne en même temps',
    text: 'Rien n’a été enregistré. Revenez à la liste, puis recommencez.',
  },
  isMailbox: {
    title: 'La boîte officielle reste rattachée',
    text: 'Sans elle, personne ne pourrait plus rattacher de collègue. Si l’adresse a changé, écrivez au Département.',
  },
};
