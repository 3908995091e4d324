import { crc32 } from 'node:zlib';

export interface ZipFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** No day and no hour, so that the same files make the same archive. */
const epoch = 0x00210000;

/** Some small files in one archive, as they are. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zipFiles(files: readonly ZipFile[]): Uint8Array {
  const entries: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const label = Buffer.from(name);
    const about = Buffer.alloc(22);
    // Version 2.0, nothing special, stored.
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(epoch, 6);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    const names = Buffer.alloc(4);
    names.writeUInt16LE(label.length, 0);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), about, names, label, content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    index.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, names, rest, label]),
    );
    entries.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...entries, directory, Buffer.from('PK\x05\x06'), end]);
}
