import type { Document } from '../../../content/model/document.ts';

/** The document as a PDF. The renderer is loaded on first use: pdfkit and the fonts would slow every cold start. */
export async function renderDocument(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const { renderPdf } = await import('./pdf.ts');
  return renderPdf(document);
}
