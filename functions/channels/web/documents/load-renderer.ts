import type { Document } from '../../../content/model/document.ts';

/** The paper as a PDF. What draws it is heavy, and is not awoken before somebody wants a paper. */
export async function renderDocument(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const { renderPdf } = await import('./pdf.ts');
  return renderPdf(document);
}
