import regularFile from '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf';
import boldFile from '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf';
import { create } from 'fontkit';
import PDFDocument from 'pdfkit';
import type { Paper } from '../words/paper.ts';

export type Sheets = PDFKit.PDFDocument;

/** Points. */
export const margins = { top: 48, bottom: 70, left: 60, right: 60 };

/** Empty A4 sheets, said to be in French, whose title is what a reader's window shows. */
export function openSheets({ title, from, reference, madeAt }: Paper): Sheets {
  const at = new Date(madeAt);
  const sheets = new PDFDocument({
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
  sheets.registerFont('regular', regularFile);
  sheets.registerFont('bold', boldFile);
  return sheets;
}

/** Whether the font has a drawing for the character. It was made for people who see little: 0 and O, 1 and I differ. */
export function fontDraws(): (codePoint: number) => boolean {
  const font = create(Buffer.from(regularFile));
  if (!('hasGlyphForCodePoint' in font)) throw new Error('One font was expected, not several');
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}
