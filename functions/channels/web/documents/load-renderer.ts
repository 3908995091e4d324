import type { Paper } from '../../../content/model/document.ts';

/** The paper as a PDF. What draws it is heavy, and is not awoken before somebody wants a paper. */
export async function drawPaper(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const { paperPdf } = await import('./pdf.ts');
  return paperPdf(paper);
}
