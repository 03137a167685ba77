// Uploads a file and follows what the server says of it while it works, a line of JSON each (application/x-ndjson).

import type { ImportOptions, ImportProgress, ImportReport } from './adminWire.ts';
import type { BasicClient } from './basicApi.ts';
import { isObject, readAnswer } from './readAnswer.ts';
import { noAnswer, type RequestOptions } from './request.ts';
import { UserdbError } from './userdbError.ts';

/** @throws UserdbError with the server's reason, also when it comes in the middle of the answer */
export async function streamImport(
  client: BasicClient,
  file: File,
  how: ImportOptions,
  onProgress: (progress: ImportProgress) => void = () => {},
  { signal }: RequestOptions = {},
): Promise<ImportReport> {
  const headers = { Accept: 'application/x-ndjson' };
  try {
    const response = await client.open('users', '/import', {
      method: 'POST',
      body: formOf(file, how),
      headers,
      signal,
    });
    if (response.status === 413 && !response.headers.has('Userdb-Error')) {
      // A proxy's own limit; the server says what its own is.
      throw new UserdbError(413, '', { code: 'IMPORT_FILE_BLOCKED' });
    }
    if (!response.ok || !response.body) return readAnswer(response, await response.text()) as ImportReport;
    for await (const line of linesOf(response.body)) {
      const { event, ...data } = line;
      if (event === 'progress') onProgress(data as unknown as ImportProgress);
      if (event === 'refused') throw refusalOf(data);
      if (event === 'result') return data as unknown as ImportReport;
    }
  } catch (cause) {
    if (cause instanceof UserdbError) throw cause;
    throw noAnswer(cause, signal?.aborted);
  }
  throw new UserdbError(0, '', { code: 'NETWORK' });
}

function refusalOf({ status, message, code, reference }: Record<string, unknown>) {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return new UserdbError(Number(status), text(message) ?? '', { code: text(code), reference: text(reference) });
}

function formOf(file: File, how: ImportOptions): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(how)) if (value !== undefined) form.append(name, String(value));
  // Last: the server reads the fields that come before the file.
  form.append('file', file);
  return form;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Record<string, unknown>> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const value: unknown = line.trim() && JSON.parse(line);
      if (isObject(value)) yield value;
    }
  }
}
