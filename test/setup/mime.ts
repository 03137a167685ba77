/** Reads a mail as nodemailer writes them: headers, and its text and HTML parts. */

export interface Mail {
  /** Addresses only, without names. */
  readonly to: string[];
  readonly from: string;
  readonly subject: string;
  readonly messageId: string;
  readonly text: string;
  readonly html: string;
  /** Every address in the text, then those that only the HTML has. */
  readonly links: string[];
  /** All headers, names in lower case; the last of a name counts. */
  readonly headers: ReadonlyMap<string, string>;
  /** As it came over the wire. */
  readonly raw: string;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  /** Bytes as Latin-1 characters: each part says itself what its bytes mean. */
  readonly body: string;
}

export function readMail(bytes: Buffer): Mail {
  const raw = bytes.toString('latin1');
  const part = readPart(raw);
  const leaves = leavesOf(part);
  const text = contentOf(leaves, 'text/plain');
  const html = contentOf(leaves, 'text/html');
  const header = (name: string) => part.headers.get(name) ?? '';

  return {
    to: addressesIn(header('to')),
    from: addressesIn(header('from'))[0] ?? '',
    subject: decodeWords(header('subject')),
    messageId: header('message-id'),
    text,
    html,
    links: [...new Set([...linksInText(text), ...linksInHtml(html)])],
    headers: part.headers,
    raw: bytes.toString('utf8'),
  };
}

function readPart(source: string): Part {
  const end = source.search(/\r?\n\r?\n/);
  const head = end < 0 ? source : source.slice(0, end);
  const body = end < 0 ? '' : source.slice(end).replace(/^\r?\n\r?\n/, '');
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body };
}

/** The parts that are not made of parts. */
function leavesOf(part: Part): Part[] {
  const boundary = parameter(part, 'boundary');
  if (!typeOf(part).startsWith('multipart/') || !boundary) return [part];
  return `\r\n${part.body}`
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .flatMap((source) => leavesOf(readPart(source.replace(/^[ \t]*\r\n/, ''))));
}

function contentOf(leaves: readonly Part[], type: string): string {
  const part = leaves.find((leaf) => typeOf(leaf) === type);
  if (!part) return '';
  const charset = parameter(part, 'charset') ?? 'utf-8';
  // Lines end in CRLF on the wire, whatever they ended in when they were written.
  return new TextDecoder(charset).decode(bytesOf(part)).replaceAll('\r\n', '\n');
}

function bytesOf({ headers, body }: Part): Buffer {
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return unquote(body.replace(/=[ \t]*\r?\n/g, ''));
    default:
      return Buffer.from(body, 'latin1');
  }
}

function unquote(text: string): Buffer {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

/** @see RFC 2047: =?charset?encoding?text?=, where the space between two such words does not count */
function decodeWords(value: string): string {
  const word = /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi;
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(word, (_, charset: string, encoding: string, text: string) =>
      new TextDecoder(charset).decode(
        encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : unquote(text.replaceAll('_', ' ')),
      ),
    );
}

function typeOf(part: Part): string {
  return (part.headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
}

function parameter(part: Part, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}="?([^";]+)"?`, 'i').exec(part.headers.get('content-type') ?? '');
  return match?.[1];
}

function addressesIn(value: string): string[] {
  return value.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [];
}

function linksInText(text: string): string[] {
  return text.match(/https?:\/\/[^\s<>"']+/g) ?? [];
}

function linksInHtml(html: string): string[] {
  return Array.from(html.matchAll(/href="(https?:[^"]+)"/g), (match) => String(match[1]).replaceAll('&amp;', '&'));
}
