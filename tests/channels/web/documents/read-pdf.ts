import { getDocumentProxy } from 'unpdf';

interface Part {
  readonly role?: string;
  readonly children?: readonly Part[];
}

/** A PDF read back: what it says, page by page, and how it says that it is built. */
export async function readPdf(bytes: Uint8Array) {
  // The reader takes for itself the bytes that it is given.
  const pdf = await getDocumentProxy(bytes.slice());
  const pages: { text: string; roles: readonly string[]; size: readonly number[] }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const parts = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
    const tree = (await page.getStructTree()) as Part | null;
    pages.push({ text: spaced(parts.join('')), roles: rolesIn(tree), size: page.view.slice(2) });
  }
  const { info } = (await pdf.getMetadata()) as unknown as {
    info: Readonly<Record<string, unknown>>;
  };
  const marks = await pdf.getMarkInfo();
  return { pages, text: pages.map(({ text }) => text).join(' '), info, marks };
}

const rolesIn = (part: Part | null): readonly string[] =>
  part ? [...(part.role ? [part.role] : []), ...(part.children ?? []).flatMap(rolesIn)] : [];

/** No-break spaces and ends of lines are a matter of lines, not of words. */
const spaced = (text: string) => text.replace(/[\u00a0\s]+/g, ' ').trim();
