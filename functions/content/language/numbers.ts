const small: Readonly<Record<string, number>> = {
  ...{ deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, sept: 7, huit: 8, neuf: 9, dix: 10 },
  ...{ onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16 },
};
const tens: Readonly<Record<string, number>> = {
  ...{ vingt: 20, trente: 30, quarante: 40, cinquante: 50, soixante: 60 },
};
const rounds: Readonly<Record<string, number>> = {
  ...{ dizaine: 10, douzaine: 12, quinzaine: 15, vingtaine: 20, trentaine: 30 },
  ...{ quarantaine: 40, cinquantaine: 50, soixantaine: 60, centaine: 100, cent: 100 },
};

/** What a number before them is multiplied by. */
const multiples: Readonly<Record<string, number>> = {
  ...{ cent: 100, cents: 100, mille: 1000, dizaines: 10, douzaines: 12, quinzaines: 15 },
  ...{ vingtaines: 20, trentaines: 30, centaines: 100 },
};

const one = new Set(['un', 'une']);
/** "Neuf" is also "new": a number only before what is counted. */
const counted = /^(?:casiers?|portes?|serrures?|cadenas|places?|charnieres?|tablettes?|cles?)$/;

/** Plain words, with numbers in figures: "vingt et un casiers" → "21 casiers". "Un" is a number before a locker only. */
export function withFigures(plain: string): string {
  const texts = plain.split(' ');
  const figures: string[] = [];
  for (let index = 0; index < texts.length; ) {
    const read = numberAt(texts, index);
    if (read) figures.push(String(read.value));
    else figures.push(texts[index] ?? '');
    index += read?.length ?? 1;
  }
  return figures.join(' ');
}

interface NumberRead {
  readonly value: number;
  /** In words. */
  readonly length: number;
}

function numberAt(texts: readonly string[], index: number): NumberRead | undefined {
  const [word = '', next = '', third = ''] = texts.slice(index, index + 3);
  const times = Object.hasOwn(multiples, next) ? multiples[next] : undefined;
  const factor = /^\d{1,4}$/.test(word) ? Number(word) : numberFor(small, word);
  if (times && factor) return { value: factor * times, length: 2 };
  const round = numberFor(rounds, one.has(word) ? next : word);
  if (round) return { value: round, length: one.has(word) ? 2 : 1 };
  if (word === 'quatre' && /^vingts?$/.test(next)) return eighties(third);
  const ten = numberFor(tens, word);
  if (ten) return withUnits(ten, next, third);
  if (word === 'dix' && /^(?:sept|huit|neuf)$/.test(next)) {
    return { value: 10 + (numberFor(small, next) ?? 0), length: 2 };
  }
  const isNumber = one.has(word) || word === 'neuf' ? counted.test(next) : numberFor(small, word);
  return isNumber ? { value: numberFor(small, word) ?? 1, length: 1 } : undefined;
}

function numberFor(values: Readonly<Record<string, number>>, word: string): number | undefined {
  return Object.hasOwn(values, word) ? values[word] : undefined;
}

function eighties(third: string): NumberRead {
  const units = numberFor(small, third) ?? 0;
  return { value: 80 + units, length: units > 0 ? 3 : 2 };
}

function withUnits(ten: number, next: string, third: string): NumberRead {
  if (next === 'et' && (one.has(third) || (ten === 60 && third === 'onze'))) {
    return { value: ten + (numberFor(small, third) ?? 1), length: 3 };
  }
  const units = numberFor(small, next) ?? 0;
  const most = ten === 60 ? 16 : 9;
  return units > 0 && units <= most ? { value: ten + units, length: 2 } : { value: ten, length: 1 };
}
