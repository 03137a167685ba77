// Reads request bodies: JSON and forms, once, whole and bounded (wire 1.3).
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import express, { type Request, type Response } from 'express';
import qs from 'qs';
import { UserdbError } from '../errors.ts';

/** Which bodies an operation takes. `text` is JSON that was announced as text/plain. */
export type BodyKind = 'json' | 'form' | 'text';

const TYPES: Record<BodyKind, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain',
};
const LIMIT = '200kb';
/** Of a form. */
const MOST_FIELDS = 200;

const readText = express.text({
  type: Object.values(TYPES),
  limit: LIMIT,
  verify(_req: IncomingMessage, _res, bytes: Buffer, encoding: string) {
    if (/^utf-?8$/i.test(encoding) && !isUtf8(bytes)) throw new UserdbError('BODY_MALFORMED');
  },
});

/**
 * The fields that were sent; none for an empty body.
 *
 * @throws UserdbError BODY_MALFORMED, BODY_TYPE, and what body-parser throws
 */
export async function readBody(
  req: Request,
  res: Response,
  kinds: readonly BodyKind[],
): Promise<Record<string, unknown>> {
  // An application's own parser may have been here; Express 4 leaves {} for what nobody has read.
  const parsed = isParsed(req.body) ? parsedBefore(req, kinds) : parse(req, await textOf(req, res), kinds);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new UserdbError('BODY_MALFORMED');
  return parsed as Record<string, unknown>;
}

function isParsed(body: unknown): boolean {
  return body !== undefined && !(typeof body === 'object' && body !== null && Object.keys(body).length === 0);
}

/** What an application parsed, of whatever types, is taken of ours only: no form may pass for JSON. */
function parsedBefore(req: Request, kinds: readonly BodyKind[]): unknown {
  if (kinds.every((one) => req.is(TYPES[one]) === false)) throw new UserdbError('BODY_TYPE');
  return req.body;
}

async function textOf(req: Request, res: Response): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    readText(req, res, (error?: unknown) => (error ? reject(asRefusal(error)) : resolve()));
  });
  if (typeof req.body === 'string') return req.body;
  const announced = Number(req.get('Content-Length') ?? 0) > 0 || req.get('Transfer-Encoding') !== undefined;
  // Read to its end, it was an application's parser that found no field in it.
  if (announced && !req.readableEnded) throw new UserdbError('BODY_TYPE');
  return '';
}

/** body-parser wraps what `verify` throws, and hands on without a type what broken gzip throws. */
function asRefusal(error: unknown): unknown {
  const { type, status = 500 } = error as { type?: string; status?: number };
  const isUnreadable = type === 'entity.verify.failed' || (type === undefined && status < 500);
  return isUnreadable ? new UserdbError('BODY_MALFORMED') : error;
}

function parse(req: Request, text: string, kinds: readonly BodyKind[]): unknown {
  if (text === '') return {};
  const kind = kinds.find((one) => req.is(TYPES[one]) !== false && req.is(TYPES[one]) !== null);
  if (kind === undefined) throw new UserdbError('BODY_TYPE');
  return kind === 'form' ? parseForm(req, text) : parseJson(text);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserdbError('BODY_MALFORMED');
  }
}

/** Express 4's own parser refuses ISO-8859-1, which old Java clients announce; a[b]=c is what AngularJS sends. */
function parseForm(req: Request, text: string): unknown {
  const charset = /charset="?iso-8859-1/i.test(req.get('Content-Type') ?? '') ? 'iso-8859-1' : 'utf-8';
  try {
    // Refused rather than cut: the rest of a form must not be left out without a word.
    return qs.parse(text, { charset, depth: 5, parameterLimit: MOST_FIELDS, throwOnLimitExceeded: true });
  } catch {
    throw new UserdbError('BODY_MALFORMED');
  }
}
