// Reads an upload: one file, into a temporary file that is gone with the request, and a few fields.
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import busboy, { type Busboy } from 'busboy';
import type { Request } from 'express';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';

export interface Upload {
  /** Open for reading; closed, and gone, when the request is over. */
  file: FileHandle;
  /** As the client calls it; empty when it says nothing. */
  name: string;
  /** The MIME type that the client gives. */
  type: string;
  /** The texts sent along; of several of one name the first. */
  fields: Map<string, string>;
}

const MEBIBYTE = 1024 * 1024;
const MOST_MEBIBYTES = 25;
const MOST_BYTES = MOST_MEBIBYTES * MEBIBYTE;
const LIMITS = {
  // busboy refuses a file of exactly so many bytes.
  fileSize: MOST_BYTES + 1,
  files: 1,
  fields: 20,
  fieldSize: 1024,
  fieldNameSize: 100,
  headerPairs: 20,
};
/** Bytes of a request that are not the file's. */
const WRAPPING = 64 * 1024;

/**
 * Lets `use` work with the file of a request.
 *
 * @throws UserdbError UPLOAD_TYPE, UPLOAD_BROKEN, IMPORT_FILE_MISSING, IMPORT_FILE_TOO_LARGE
 */
export async function withUpload<T>(req: Request, use: (upload: Upload) => Promise<T>): Promise<T> {
  if (!req.is('multipart/form-data')) throw new UserdbError('UPLOAD_TYPE');
  if (Number(req.get('Content-Length') ?? 0) > MOST_BYTES + WRAPPING) throw tooLarge();
  const file = await temporaryFile();
  try {
    return await use(await receive(req, file));
  } finally {
    await file.close();
  }
}

/** Without a name from the start: it is gone when it is closed, and when the process is killed. */
async function temporaryFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `userdb-upload-${newId()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function receive(req: Request, file: FileHandle): Promise<Upload> {
  const parser = parserFor(req);
  const upload: Upload = { file, name: '', type: '', fields: new Map() };
  let part: Readable | undefined;
  let saved: Promise<void> | undefined;

  try {
    await new Promise<void>((resolve, reject) => {
      const broken = () => reject(new UserdbError('UPLOAD_BROKEN'));
      parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
        if (nameTruncated || valueTruncated) broken();
        else if (!upload.fields.has(name)) upload.fields.set(name, value);
      });
      parser.on('file', (_field, stream, { filename = '', mimeType }) => {
        part = stream;
        Object.assign(upload, { name: filename, type: mimeType });
        stream.on('limit', () => reject(tooLarge()));
        saved = file.writeFile(stream);
        saved.catch(reject);
      });
      parser.on('filesLimit', () => reject(new UserdbError('IMPORT_FILE_MISSING')));
      for (const limit of ['fieldsLimit', 'partsLimit', 'error'] as const) parser.on(limit, broken);
      parser.on('close', resolve);
      const hasLeft = () => {
        if (!req.complete) broken();
      };
      req.on('error', broken);
      req.on('close', hasLeft);
      // Gone before anybody listened.
      if (req.closed) hasLeft();
      req.pipe(parser);
    });
  } catch (error) {
    // What still comes is read and dropped, so that the client gets to read the answer.
    req.unpipe(parser);
    req.resume();
    part?.destroy();
    await saved?.catch(() => {});
    throw error;
  }
  await saved;
  const { size } = await file.stat();
  if (size === 0) throw new UserdbError('IMPORT_FILE_MISSING');
  return upload;
}

function parserFor(req: Request): Busboy {
  try {
    return busboy({ headers: req.headers, limits: LIMITS, defParamCharset: 'utf8' });
  } catch {
    // No boundary, for one.
    throw new UserdbError('UPLOAD_BROKEN');
  }
}

function tooLarge(): UserdbError {
  return new UserdbError('IMPORT_FILE_TOO_LARGE', { most: MOST_MEBIBYTES });
}
