import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** 1980-01-01, the oldest date that the format knows: the same files make the same archive at any time. */
const DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
const VERSION = 20;
const MADE_ON_UNIX = 0x0300 + VERSION;
const READABLE_FILE = 0o100644 * 0x10000;

/**
 * A ZIP archive of the files of a directory, without those of its subdirectories.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipArchive(directory: string): Buffer {
  const parts: Buffer[] = [];
  const index: Buffer[] = [];
  let offset = 0;
  for (const name of readdirSync(directory).sort()) {
    const content = readFileSync(join(directory, name));
    const compressed = deflateRawSync(content, { level: 9 });
    const described = description(name, content, compressed);
    const local = Buffer.concat([words([0x04034b50, 4], [VERSION, 2]), described, Buffer.from(name), compressed]);
    index.push(words([0x02014b50, 4], [MADE_ON_UNIX, 2], [VERSION, 2]), described,
      words([0, 2], [0, 2], [0, 2], [READABLE_FILE, 4], [offset, 4]), Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const directoryEnd = Buffer.concat(index);
  const count = parts.length;
  return Buffer.concat([...parts, directoryEnd,
    words([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [directoryEnd.length, 4], [offset, 4], [0, 2])]);
}

/** What both headers of a file say: flags, method, time, checksum, sizes, length of the name and of extra fields. */
function description(name: string, content: Buffer, compressed: Buffer): Buffer {
  return words([UTF8_NAMES, 2], [DEFLATED, 2], [0, 2], [DATE, 2], [crc32(content), 4], [compressed.length, 4], [content.length, 4],
    [Buffer.byteLength(name), 2], [0, 2]);
}

function words(...fields: [value: number, bytes: 2 | 4][]): Buffer {
  return Buffer.concat(fields.map(([value, bytes]) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  }));
}
