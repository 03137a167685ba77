// How answers leave: JSON that nothing caches, nothing sniffs and nothing runs as a script.
import type { Response } from 'express';

export function sendJson(res: Response, status: number, body: object): void {
  secure(res);
  const json = Buffer.from(JSON.stringify(body));
  res
    .status(status)
    .set({ 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(json.length) })
    .end(json);
}

/** As plain text, unless a type was set. */
export function sendText(res: Response, status: number, text: string): void {
  secure(res);
  const bytes = Buffer.from(text);
  if (!res.hasHeader('Content-Type')) res.set('Content-Type', 'text/plain; charset=utf-8');
  res.status(status).set('Content-Length', String(bytes.length)).end(bytes);
}

/** Begins an answer that comes in pieces, and that no proxy keeps back. */
export function beginStream(res: Response, type: string): void {
  secure(res);
  res.status(200).set({ 'Content-Type': `${type}; charset=utf-8`, 'X-Accel-Buffering': 'no' });
  res.flushHeaders();
}

/** 200 without a body: the contract's "empty". */
export function sendEmpty(res: Response): void {
  secure(res);
  res.status(200).set('Content-Length', '0').end();
}

/** To a path of ours or of the configuration; 302, as old clients know it. */
export function redirect(res: Response, location: string): void {
  secure(res);
  // A header takes no other characters; what is encoded already stays as it is.
  const ascii = location.toWellFormed().replace(/[^!-~]+/g, encodeURIComponent);
  res.status(302).set({ Location: ascii, 'Content-Length': '0' }).end();
}

function secure(res: Response): void {
  res.removeHeader('X-Powered-By');
  if (!res.hasHeader('Cache-Control')) res.set('Cache-Control', 'no-store');
  res.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' });
}
