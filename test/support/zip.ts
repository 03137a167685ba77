// Makes ZIP archives, so that tests can make XLSX files, sound ones and others.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: string | Buffer;
  /** What the archive says of the unpacked size; the truth unless given. */
  claimedSize?: number;
}

export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedSize } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const common = commonHeader({ crc: crc32(bytes), packed: packed.length, size: claimedSize ?? bytes.length, name });
    const local = Buffer.concat([signature(0x04034b50), common, Buffer.from(name), packed]);
    const central = Buffer.concat([signature(0x02014b50), uint16(20), common, Buffer.alloc(10), uint32(offset)]);
    files.push(local);
    directory.push(central, Buffer.from(name));
    offset += local.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = uint16(entries.length);
  const end = [signature(0x06054b50), uint32(0), count, count, uint32(size), uint32(offset), uint16(0)];
  return Buffer.concat([...files, ...directory, ...end]);
}

/** Version 2.0, names in UTF-8, deflated, no date, no extra field. */
function commonHeader({ crc, packed, size, name }: { crc: number; packed: number; size: number; name: string }) {
  const head = [uint16(20), uint16(0x800), uint16(8), uint32(0), uint32(crc), uint32(packed), uint32(size)];
  return Buffer.concat([...head, uint16(Buffer.byteLength(name)), uint16(0)]);
}

const signature = uint32;

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
