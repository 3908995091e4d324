const units =
  'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(
    ' ',
  );
const tens = ['', 'dix', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante'];

/** From 1 to 99, as `plainText` writes them. */
function nameOf(value: number): string {
  if (value <= 16) return units[value - 1] ?? '';
  const ten = value >= 80 ? 'quatre vingt' : (tens[Math.floor(value / 10)] ?? '');
  const rest = value >= 60 ? value % 20 : value % 10;
  if (rest === 0) return ten;
  return ten + (rest % 10 === 1 && value < 80 ? ' et ' : ' ') + nameOf(rest);
}

/** From 99 down to 2, so that a pattern finds "vingt deux" before "vingt". */
const spoken = new Map(Array.from({ length: 98 }, (_, index) => [nameOf(99 - index), 99 - index]));
const things = '(?:casiers?|portes?|serrures?|cadenas|places?|charnieres?|tablettes?|cles?)';
const names = [...spoken.keys()].map((name) =>
  // "Neuf" also means new: it is a number before a thing only.
  name === 'neuf' ? `neuf(?= ${things}\\b)` : name.replace(/ un$/, ' une?').replace(/gt$/, 'gts?'),
);
const named = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');
const one = new RegExp(`\\bune?(?= ${things}\\b)`, 'g');

const rounds: Readonly<Record<string, number>> = {
  ...{ dizaine: 10, douzaine: 12, quinzaine: 15, vingtaine: 20, trentaine: 30, quarantaine: 40 },
  ...{ cinquantaine: 50, soixantaine: 60, centaine: 100, cent: 100, mille: 1000 },
};
const round = Object.keys(rounds).join('|');
const several = new RegExp(`\\b(\\d{1,4}) (${round})s?\\b`, 'g');
const single = new RegExp(`\\b(?:une? )?(${round})\\b`, 'g');

/** Plain words with numbers in figures: "vingt et un casiers" → "21 casiers". "Un" is a number before a thing only. */
export function withFigures(plain: string): string {
  return plain
    .replace(named, (name) =>
      String(spoken.get(name.replace(/ une$/, ' un').replace(/vingts$/, 'vingt'))),
    )
    .replace(one, '1')
    .replace(several, (_, factor, name) => String(Number(factor) * (rounds[name] ?? 1)))
    .replace(single, (_, name) => String(rounds[name]));
}
