import { paperWords } from '../words/paper.ts';
import { fontDraws, margins, type Sheets } from './open-sheets.ts';
import { printable } from './printable.ts';

export const inks = { text: '#1b2430', quiet: '#4a5766', steel: '#14506e', hair: '#b9c2cb' };

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: string;
  /** From the left margin. */
  readonly left?: number;
  readonly width?: number;
}

export type Pen = ReturnType<typeof makePen>;
type Element = PDFKit.PDFStructureElement;

/** Writes upon the sheets, each text as a part of their structure, which is what screen readers read. */
export function makePen(sheets: Sheets) {
  const draws = fontDraws();
  const fullWidth = sheets.page.width - margins.left - margins.right;
  const root = sheets.struct('Document');
  sheets.addStructure(root);
  let leftOut = false;

  function clean(text: string): string {
    const cleaned = printable(text, paperWords.leftOut, draws);
    leftOut ||= cleaned.includes(paperWords.leftOut) && !text.includes(paperWords.leftOut);
    return cleaned;
  }

  function take({ size, bold, left = 0, width = fullWidth - left }: Style) {
    sheets.font(bold ? 'bold' : 'regular').fontSize(size);
    return { width, lineGap: size * 0.2 };
  }

  return {
    sheets,
    fullWidth,
    clean,
    root,
    /** A part of the structure that holds others. */
    part(tag: string, within: Element = root): Element {
      const element = sheets.struct(tag);
      within.add(element);
      return element;
    },
    write(text: string, style: Style, { tag = 'P', within = root } = {}): void {
      const options = take(style);
      const put = () =>
        sheets
          .fillColor(style.ink ?? inks.text)
          .text(clean(text), margins.left + (style.left ?? 0), sheets.y, options);
      within.add(sheets.struct(tag, {}, put));
    },
    heightOf(text: string, style: Style): number {
      return sheets.heightOfString(clean(text), take(style));
    },
    /** What is drawn for the eye alone: screen readers pass over it. */
    decorate(draw: () => void): void {
      sheets.markContent('Artifact', { type: 'Layout' });
      draw();
      sheets.endMarkedContent();
    },
    /** Begins a new sheet where less than that is left of this one. */
    keepTogether(height: number): void {
      const bottom = sheets.page.height - margins.bottom;
      if (sheets.y + height > bottom) sheets.addPage();
    },
    space(points: number): void {
      sheets.y += points;
    },
    hasLeftOut: () => leftOut,
  };
}
