// The mailbox page: the mails that development keeps in place of sending them.
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Context } from '../context.ts';
import { mailboxPage, mailboxStyle, mailPage } from '../mail/mailboxPage.ts';
import { sendJson } from './answer.ts';
import { prefersHtml } from './negotiate.ts';
import { sendProblem } from './problem.ts';

const SHOWN = 50;
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** A mail's own styles may apply; nothing in it runs, and its links open in the whole window. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

type Handler = (req: Request, res: Response) => Promise<void>;

/** `GET <uri>` lists the mails as a page or as JSON, `GET <uri>/:id` shows the HTML of one. */
export function mailboxRouter({ config, store, logger }: Context): Router {
  const { uri } = config.mailbox;
  const router = Router();

  router.get(
    uri,
    catching(async (req, res) => {
      const mails = await store.mailbox.latest(SHOWN);
      res.vary('Accept');
      if (prefersHtml(req)) sendHtml(res, PAGE_POLICY, mailboxPage(mails, config));
      else sendJson(res, 200, { mails });
    }),
  );

  router.get(`${uri}/page.css`, (_req, res) => {
    res.type('css').send(mailboxStyle());
  });

  router.get(
    `${uri}/:id`,
    catching(async (req, res) => {
      const mail = await store.mailbox.find(String(req.params.id));
      if (mail) sendHtml(res, MAIL_POLICY, mailPage(mail));
      else res.status(404).type('text').send('There is no such mail.');
    }),
  );
  router.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => sendProblem(res, error, logger));
  return router;
}

function sendHtml(res: Response, policy: string, html: string): void {
  res.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  // In place of what the server says of its own pages: this one is shown in a frame of ours.
  res.removeHeader('X-Frame-Options');
  res.type('html').send(html);
}

function catching(handle: Handler) {
  return (req: Request, res: Response, next: NextFunction): void => {
    handle(req, res).catch(next);
  };
}
