// Opens the ZIP archive that an XLSX file is, and takes out of it no more than was agreed.
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { unreadable } from './sheet.ts';

export interface Archive {
  has(name: string): boolean;
  /**
   * The contents of a file in it.
   *
   * @param most  bytes, unpacked
   * @throws UserdbError IMPORT_UNREADABLE when there is no such file, or when it is larger
   */
  read(name: string, most: number): Promise<Readable>;
}

/** Spreadsheets have a few dozen. */
const MOST_FILES = 10_000;
/** Unpacked bytes to packed ones. XML of real tables stays below 50; what is made to burst comes to 1,000. */
const HIGHEST_RATIO = 200;
/** Below this many bytes any ratio is harmless. */
const HARMLESS = 1024 * 1024;

/** @param file  open for reading; stays open */
export async function openArchive(file: FileHandle): Promise<Archive> {
  const zip = await fromFdPromise(file.fd, { lazyEntries: true, autoClose: false }).catch(broken);
  const entries = await entriesOf(zip).catch(broken);

  return {
    has: (name) => entries.has(name),
    async read(name, most) {
      const entry = entries.get(name);
      if (!entry) return broken();
      // What an entry says of its size is held against what comes out of it.
      const { uncompressedSize: size, compressedSize } = entry;
      if (size > most || (size > HARMLESS && size > compressedSize * HIGHEST_RATIO)) {
        throw unreadable('it unpacks to far more than a list of users; save the first sheet alone as CSV');
      }
      return zip.openReadStreamPromise(entry).catch(broken);
    },
  };
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > MOST_FILES) broken();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

function broken(): never {
  throw unreadable('it is no XLSX file, or a broken one');
}
