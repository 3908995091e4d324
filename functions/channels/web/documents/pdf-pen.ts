import regularFile from '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf';
import boldFile from '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import { type Document, documentTexts } from '../../../content/model/document.ts';

export type PdfPages = PDFKit.PDFDocument;

/** Points. */
export const margins = { top: 48, bottom: 70, left: 60, right: 60 };

/** Empty A4 sheets, said to be in French, whose title is what a reader's window shows. */
export function openPdf({ title, from, reference, madeAt }: Document): PdfPages {
  const at = new Date(madeAt);
  const pages = new PDFDocument({
    size: 'A4',
    margins,
    // The fonts that a PDF may do without are not in the bundle.
    font: '',
    pdfVersion: '1.7',
    lang: 'fr-FR',
    tagged: true,
    displayTitle: true,
    // Else the pages are closed before their number is known.
    bufferPages: true,
    info: {
      Title: `${title} – ${reference.value}`,
      Author: from.join(', '),
      CreationDate: at,
      ModDate: at,
    },
  });
  pages.registerFont('regular', regularFile);
  pages.registerFont('bold', boldFile);
  return pages;
}

/** Whether the font has a drawing for the character. It was made for people who see little: 0 and O, 1 and I differ. */
export function fontDraws(): (codePoint: number) => boolean {
  const font = create(Buffer.from(regularFile));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('One font was expected, not several');
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}

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

export const inks = { text: '#1b2430', quiet: '#4a5766', steel: '#14506e', hair: '#b9c2cb' };

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: string;
  /** From the left margin. */
  readonly left?: number;
  readonly width?: number;
}

export type Pen = ReturnType<typeof createPen>;
type Element = PDFKit.PDFStructureElement;

/** Writes upon the sheets, each text as a part of their structure, which is what screen readers read. */
export function createPen(pages: PdfPages) {
  const draws = fontDraws();
  const fullWidth = pages.page.width - margins.left - margins.right;
  const root = pages.struct('Document');
  pages.addStructure(root);
  let leftOut = false;

  function clean(text: string): string {
    const cleaned = printable(text, documentTexts.leftOut, draws);
    leftOut ||= cleaned.includes(documentTexts.leftOut) && !text.includes(documentTexts.leftOut);
    return cleaned;
  }

  function take({ size, bold, left = 0, width = fullWidth - left }: Style) {
    pages.font(bold ? 'bold' : 'regular').fontSize(size);
    return { width, lineGap: size * 0.2 };
  }

  return {
    sheets: pages,
    fullWidth,
    clean,
    root,
    /** A part of the structure that holds others. */
    part(tag: string, within: Element = root): Element {
      const element = pages.struct(tag);
      within.add(element);
      return element;
    },
    write(text: string, style: Style, { tag = 'P', within = root } = {}): void {
      const options = take(style);
      const put = () =>
        pages
          .fillColor(style.ink ?? inks.text)
          .text(clean(text), margins.left + (style.left ?? 0), pages.y, options);
      within.add(pages.struct(tag, {}, put));
    },
    heightOf(text: string, style: Style): number {
      return pages.heightOfString(clean(text), take(style));
    },
    /** What is drawn for the eye alone: screen readers pass over it. */
    decorate(draw: () => void): void {
      pages.markContent('Artifact', { type: 'Layout' });
      draw();
      pages.endMarkedContent();
    },
    /** Begins a new sheet where less than that is left of this one. */
    keepTogether(height: number): void {
      const bottom = pages.page.height - margins.bottom;
      if (pages.y + height > bottom) pages.addPage();
    },
    space(points: number): void {
      pages.y += points;
    },
    hasLeftOut: () => leftOut,
  };
}
