const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** Drawn by the font as they are, or as what they look like. */
const lookAlikes: Readonly<Record<string, string>> = {
  '\u202f': '\u00a0',
  '\u2009': '\u00a0',
  '\u2010': '-',
  '\u2011': '-',
  '\t': ' ',
};

/** Shape what stands beside them, and are nothing by themselves. */
const joiners = /\u00ad|\u200c|\u200d|[\ufe0e\ufe0f]/gu;

/**
 * The text with `leftOut` in the place of whatever the font cannot draw: a run of such characters is one gap, and a
 * character that people see as one (an emoji made of several) is never cut in two.
 */
export function printable(
  text: string,
  leftOut: string,
  draws: (codePoint: number) => boolean,
): string {
  let printed = '';
  let inGap = false;
  let spaceAfterGap = '';
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
    const drawn = lookAlikes[segment] ?? segment.replace(joiners, '');
    if (![...drawn].every((one) => one === '\n' || draws(one.codePointAt(0) ?? 0))) {
      if (!inGap) printed += leftOut;
      [inGap, spaceAfterGap] = [true, ''];
    } else if (inGap && drawn.trim() === '') {
      spaceAfterGap += drawn;
    } else {
      printed += spaceAfterGap + drawn;
      [inGap, spaceAfterGap] = [false, ''];
    }
  }
  return printed + spaceAfterGap;
}
