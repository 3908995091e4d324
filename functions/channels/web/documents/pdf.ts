import { buffer } from 'node:stream/consumers';
import {
  type Document,
  type DocumentSection,
  documentTexts,
} from '../../../content/model/document.ts';
import type { Fact } from '../../../content/model/notification.ts';
import { createPen, inks, margins, openPdf, type Pen, type Style } from './pdf-pen.ts';

/** The footer and page number on every page, marked as an artifact so that screen readers skip them. */
function renderFooters({ pages, fullWidth, clean }: Pen, footer: string): void {
  const { start, count } = pages.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pages.switchToPage(index);
    // pdfkit starts a new page for text that is written below the margin.
    pages.page.margins.bottom = 0;
    const top = pages.page.height - margins.bottom + 26;
    pages.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    pages.font('regular').fontSize(9).fillColor(inks.quiet);
    pages.text(clean(footer), margins.left, top, { width: fullWidth - 90 });
    const number = documentTexts.page(index + 1, count);
    pages.text(number, margins.left, top, { width: fullWidth, align: 'right' });
    pages.endMarkedContent();
  }
}

const body: Style = { size: 10 };
const small: Style = { size: 10, ink: inks.quiet };
const heading: Style = { size: 14, bold: true };

export async function renderPdf(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const pen = createPen(openPdf(document));
  renderHead(pen, document);
  for (const line of document.introduction) pen.write(line, body);
  for (const section of document.sections) renderSection(pen, section);
  if (pen.hasLeftOut()) {
    pen.space(14);
    pen.write(documentTexts.leftOutNote, small);
  }
  pen.root.end();
  renderFooters(pen, document.footer);
  pen.pages.end();
  return new Uint8Array(await buffer(pen.pages));
}

function renderHead(pen: Pen, { from, title, reference }: Document): void {
  const [name = '', ...more] = from;
  pen.decorate(() => drawLockerDoor(pen));
  pen.write(name, { size: 11, bold: true, left: 32 });
  pen.write(more.join(', '), { ...small, left: 32 });
  pen.space(20);
  pen.write(title, { size: 22, bold: true }, { tag: 'H1' });
  pen.space(10);
  pen.decorate(() => drawBox(pen));
  pen.space(9);
  pen.write(reference.label, { ...small, left: 14 });
  pen.write(reference.value, { size: 20, bold: true, left: 14 });
  pen.space(18);
}

/** The logo of the site: a locker door with vents. */
function drawLockerDoor({ pages }: Pen): void {
  const { y } = pages;
  pages.lineWidth(1.6).strokeColor(inks.steel);
  pages.roundedRect(margins.left, y, 20, 28, 2.5).stroke();
  for (const vent of [7, 11.5, 16]) {
    pages.moveTo(margins.left + 5.5, y + vent).lineTo(margins.left + 14.5, y + vent);
  }
  pages.stroke();
}

function drawBox({ pages, fullWidth }: Pen): void {
  pages.lineWidth(1.2).strokeColor(inks.steel);
  pages.roundedRect(margins.left, pages.y, fullWidth, 60, 4).stroke();
}

function renderSection(pen: Pen, { title, facts = [], events = [] }: DocumentSection): void {
  pen.space(14);
  // Keeps a title on the same page as its first lines.
  pen.keepTogether(70);
  const within = pen.container('Sect');
  pen.write(title, heading, { tag: 'H2', within });
  pen.space(4);
  const lines = [
    ...facts.map((fact) => ({ ...fact, valueLeft: 190, ruled: true })),
    ...events.map((value, index) => ({
      label: `${index + 1}.`,
      value,
      valueLeft: 20,
      ruled: false,
    })),
  ];
  if (lines.length === 0) return;
  const list = pen.container('L', within);
  for (const line of lines) renderLine(pen, line, list);
}

interface Line extends Fact {
  /** From the left of the label to the left of the value, in points. */
  readonly valueLeft: number;
  readonly ruled: boolean;
}

/** A label and its value side by side; a long value continues on the next pages. */
function renderLine(
  pen: Pen,
  { label, value, valueLeft, ruled }: Line,
  list: PDFKit.PDFStructureElement,
) {
  const labelStyle = { ...small, width: valueLeft - 12 };
  const valueStyle = { ...body, left: valueLeft };
  const height = Math.max(pen.heightOf(label, labelStyle), pen.heightOf(value, valueStyle));
  pen.keepTogether(Math.min(height + 9, 200));
  const within = pen.container('LI', list);
  const { page, y } = pen.pages;
  pen.write(label, labelStyle, { tag: 'Lbl', within });
  const underLabel = pen.pages.y;
  pen.pages.y = y;
  pen.write(value, valueStyle, { tag: 'LBody', within });
  if (pen.pages.page === page) pen.pages.y = Math.max(pen.pages.y, underLabel);
  pen.space(2);
  if (ruled) pen.decorate(() => drawRule(pen));
  pen.space(ruled ? 5 : 0);
}

function drawRule({ pages, fullWidth }: Pen): void {
  pages.lineWidth(0.5).strokeColor(inks.hair);
  pages
    .moveTo(margins.left, pages.y)
    .lineTo(margins.left + fullWidth, pages.y)
    .stroke();
}
