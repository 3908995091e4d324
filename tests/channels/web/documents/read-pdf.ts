import { getDocumentProxy } from 'unpdf';

interface StructureNode {
  readonly role?: string;
  readonly children?: readonly StructureNode[];
}

/** The texts, sizes and structure roles of a PDF, page by page, with its metadata. */
export async function readPdf(bytes: Uint8Array) {
  // The library detaches the buffer that it is given.
  const pdf = await getDocumentProxy(bytes.slice());
  const pages: { text: string; roles: readonly string[]; size: readonly number[] }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const parts = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
    const tree = (await page.getStructTree()) as StructureNode | null;
    pages.push({ text: spaced(parts.join('')), roles: rolesIn(tree), size: page.view.slice(2) });
  }
  const { info } = (await pdf.getMetadata()) as unknown as {
    info: Readonly<Record<string, unknown>>;
  };
  const marks = await pdf.getMarkInfo();
  return { pages, text: pages.map(({ text }) => text).join(' '), info, marks };
}

const rolesIn = (node: StructureNode | null): readonly string[] =>
  node ? [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesIn)] : [];

/** Line breaks and no-break spaces depend on the layout: tests compare words. */
const spaced = (text: string) => text.replace(/[\u00a0\s]+/g, ' ').trim();
