// Rows as CSV (RFC 4180) that a spreadsheet takes for text, never for a formula.

/** What a cell must not begin with, or a spreadsheet would run it. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Has the browser store a file. */
export function download(name: string, text: string) {
  // By the mark at its beginning, spreadsheets know that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
