// Sends a file as a page does, or a program.
import type { Browser, Reply, Sending } from './browser.ts';

export interface Sent extends Sending {
  /** Sent before the file. */
  fields?: Record<string, string>;
  /** Of the file; users.csv unless given. */
  name?: string;
  type?: string;
  /** The name of the field that the file is in. */
  field?: string;
  /** Where to; /users/import unless given. */
  path?: string;
}

/** Accepts any type and says its origin, as the pages of userdb 1 do, unless told otherwise. */
export function sendFile(browser: Browser, content: string | Buffer, sent: Sent = {}): Promise<Reply> {
  const { fields = {}, name = 'users.csv', type = 'text/csv', field = 'file', path = '/users/import' } = sent;
  const { accept = null, headers = { Origin: browser.url } } = sent;
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  const bytes = typeof content === 'string' ? content : new Uint8Array(content);
  form.append(field, new Blob([bytes], { type }), name);
  return browser.send('POST', path, form, { accept, headers });
}

/** Rows as CSV, each on a line. */
export function csv(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}
