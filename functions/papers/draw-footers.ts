import { paperWords } from '../words/paper.ts';
import { inks, type Pen } from './make-pen.ts';
import { margins } from './open-sheets.ts';

/** The same line and its number at the foot of every sheet. Screen readers pass over it. */
export function drawFooters({ sheets, fullWidth, clean }: Pen, footer: string): void {
  const { start, count } = sheets.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    sheets.switchToPage(index);
    // Else what is written under the margin begins a new sheet.
    sheets.page.margins.bottom = 0;
    const top = sheets.page.height - margins.bottom + 26;
    sheets.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    sheets.font('regular').fontSize(9).fillColor(inks.quiet);
    sheets.text(clean(footer), margins.left, top, { width: fullWidth - 90 });
    const number = paperWords.page(index + 1, count);
    sheets.text(number, margins.left, top, { width: fullWidth, align: 'right' });
    sheets.endMarkedContent();
  }
}
