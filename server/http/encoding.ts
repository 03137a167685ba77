// In which compression an answer may go out.
import type { Request } from 'express';

export type Encoding = 'br' | 'gzip';

/** The smallest that the browser can unpack; null: none. Browsers name brotli last, and like it as much. */
export function encodingFor(req: Request): Encoding | null {
  const encodings: Encoding[] = ['br', 'gzip'];
  return encodings.find((encoding) => req.acceptsEncodings(encoding) === encoding) ?? null;
}
