import regularFile from '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf';
import boldFile from '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import { type Document, documentTexts } from '../../../content/model/document.ts';

export type PdfPages = PDFKit.PDFDocument;

/** In points. */
export const margins = { top: 48, bottom: 70, left: 60, right: 60 };

/** An empty tagged A4 document in French. PDF readers show its title in their window (`displayTitle`). */
export function openPdf({ title, from, reference, madeAt }: Document): PdfPages {
  const at = new Date(madeAt);
  const pages = new PDFDocument({
    size: 'A4',
    margins,
    // The standard PDF fonts, which pdfkit loads by default, are not in the bundle.
    font: '',
    pdfVersion: '1.7',
    lang: 'fr-FR',
    tagged: true,
    displayTitle: true,
    // The footers need the number of pages, so no page may be flushed before the end.
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

/** Whether the font has a glyph for a character. Atkinson Hyperlegible is made for low vision: 0 and O, 1 and I differ. */
export function createGlyphCheck(): (codePoint: number) => boolean {
  const font = create(Buffer.from(regularFile));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('One font was expected, not several');
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** Characters without a glyph, and those that are printed in their place. */
const lookAlikes: Readonly<Record<string, string>> = {
  '\u202f': '\u00a0',
  '\u2009': '\u00a0',
  '\u2010': '-',
  '\u2011': '-',
  '\t': ' ',
};

/** Invisible characters that only change how their neighbours look. */
const joiners = /\u00ad|\u200c|\u200d|[\ufe0e\ufe0f]/gu;

/**
 * The text with `leftOut` in place of the characters that the font has no glyph for. A run of them is one gap, and a
 * grapheme of several code points, such as many emoji, is kept or left out as a whole.
 */
export function printable(
  text: string,
  leftOut: string,
  hasGlyph: (codePoint: number) => boolean,
): string {
  let printed = '';
  let inGap = false;
  let spaceAfterGap = '';
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
    const shown = lookAlikes[segment] ?? segment.replace(joiners, '');
    if (![...shown].every((one) => one === '\n' || hasGlyph(one.codePointAt(0) ?? 0))) {
      if (!inGap) printed += leftOut;
      [inGap, spaceAfterGap] = [true, ''];
    } else if (inGap && shown.trim() === '') {
      spaceAfterGap += shown;
    } else {
      printed += spaceAfterGap + shown;
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
  /** Distance from the left margin, in points. */
  readonly left?: number;
  readonly width?: number;
}

export type Pen = ReturnType<typeof createPen>;
type Element = PDFKit.PDFStructureElement;

/** Writes on the pages. Each text is an element of the document structure, which screen readers read. */
export function createPen(pages: PdfPages) {
  const hasGlyph = createGlyphCheck();
  const fullWidth = pages.page.width - margins.left - margins.right;
  const root = pages.struct('Document');
  pages.addStructure(root);
  let leftOut = false;

  function clean(text: string): string {
    const cleaned = printable(text, documentTexts.leftOut, hasGlyph);
    leftOut ||= cleaned.includes(documentTexts.leftOut) && !text.includes(documentTexts.leftOut);
    return cleaned;
  }

  function selectFont({ size, bold, left = 0, width = fullWidth - left }: Style) {
    pages.font(bold ? 'bold' : 'regular').fontSize(size);
    return { width, lineGap: size * 0.2 };
  }

  return {
    pages,
    fullWidth,
    clean,
    root,
    /** An element of the structure that contains others. */
    container(tag: string, within: Element = root): Element {
      const element = pages.struct(tag);
      within.add(element);
      return element;
    },
    write(text: string, style: Style, { tag = 'P', within = root } = {}): void {
      const options = selectFont(style);
      const print = () =>
        pages
          .fillColor(style.ink ?? inks.text)
          .text(clean(text), margins.left + (style.left ?? 0), pages.y, options);
      within.add(pages.struct(tag, {}, print));
    },
    heightOf(text: string, style: Style): number {
      return pages.heightOfString(clean(text), selectFont(style));
    },
    /** Decoration, which screen readers skip. */
    decorate(draw: () => void): void {
      pages.markContent('Artifact', { type: 'Layout' });
      draw();
      pages.endMarkedContent();
    },
    /** Starts a new page when less than `height` is left on this one. */
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
