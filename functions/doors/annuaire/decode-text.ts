import { isUtf8 } from 'node:buffer';
import type { FileFault } from '../../domain/colleges/register-reading.ts';

export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: 'no-text'; readonly fault: FileFault };

type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le';

/** First bytes of a ZIP (XLSX, ODS) and of an OLE file (old XLS). */
const workbooks = ['504b', 'd0cf11e0'];

/** The text of a CSV file without its byte order mark, with `\n` at the end of its lines, in whatever encoding people save. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (workbooks.some((magic) => start.startsWith(magic))) {
    return { kind: 'no-text', fault: { kind: 'spreadsheet-file' } };
  }
  const encoding = encodingOf(bytes, start);
  const decoded = new TextDecoder(encoding).decode(bytes);
  // The byte order mark of a file that was taken for Windows-1252 and saved again.
  const text = decoded.replace(/^ï»¿/, '').replace(/\r\n?/g, '\n');
  if (text.trim() === '') return { kind: 'no-text', fault: { kind: 'empty-file' } };
  return { kind: 'text', text, encoding };
}

function encodingOf(bytes: Uint8Array, start: string): Encoding {
  // Excel's "Unicode text".
  if (start.startsWith('fffe')) return 'utf-16le';
  if (isUtf8(bytes)) return 'utf-8';
  // A UTF-8 file with one broken byte is no Windows file: reading it as such would break all its accents.
  return new TextDecoder('windows-1252').decode(bytes).includes('Ã¨') ? 'utf-8' : 'windows-1252';
}
