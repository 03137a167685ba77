// How an upload is answered: as text, as userdb 1 did; as JSON; or, since it may take long, by events while it goes on.
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { beginStream, sendJson, sendText } from './answer.ts';
import { refusalFor, sendProblem } from './problem.ts';

export interface UploadAnswer {
  /** Aborted when the client has gone before there was an answer. */
  readonly signal: AbortSignal;
  /** Sends an event to who asked for events. */
  progress(event: object): void;
  /** The client asks for neither JSON nor events. */
  readonly wantsText: boolean;
  /** A text, or an object as JSON; at the end of the events the object. */
  done(body: object | string | undefined): void;
  refuse(error: unknown): void;
}

/** What may be asked for by name; the first is for everybody else. */
const TYPES = ['text/plain', 'application/json', 'text/event-stream', 'application/x-ndjson'] as const;
/** Milliseconds between two events. */
const PAUSE = 200;

export function uploadAnswer(req: Request, res: Response, { logger }: Context): UploadAnswer {
  const type = TYPES.find((one) => one === req.accepts([...TYPES])) ?? TYPES[0];
  const isStream = type === 'text/event-stream' || type === 'application/x-ndjson';
  const left = new AbortController();
  res.on('close', () => left.abort(new UserdbError('UPLOAD_BROKEN')));
  let last = Number.NEGATIVE_INFINITY;

  const send = (event: string, data: object) => {
    if (!res.headersSent) beginStream(res, type);
    const line =
      type === 'text/event-stream'
        ? `event: ${event}\ndata: ${JSON.stringify(data)}\n`
        : JSON.stringify({ event, ...data });
    res.write(`${line}\n`);
  };

  return {
    signal: left.signal,
    wantsText: type === 'text/plain',

    progress(event) {
      if (!isStream || performance.now() - last < PAUSE) return;
      last = performance.now();
      send('progress', event);
    },

    done(body = {}) {
      if (isStream) {
        send('result', typeof body === 'string' ? {} : body);
        res.end();
      } else if (typeof body === 'string') {
        sendText(res, 200, body);
      } else {
        sendJson(res, 200, body);
      }
    },

    refuse(error) {
      if (res.headersSent) {
        const { refusal, reference } = refusalFor(error, logger);
        const { status, message, code } = refusal;
        send('refused', { status, message, code, reference });
        res.end();
      } else {
        sendProblem(res, error, logger, type === 'text/plain' ? inWords : undefined);
      }
    },
  };
}

function inWords({ status, message }: UserdbError) {
  return { status, body: message };
}
