/** A mail server to send to: keeps what it gets, and can be made to refuse, to hang, or to be away. */
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { type Mail, readMail } from './mime.ts';

export type { Mail } from './mime.ts';

export interface Smtp {
  readonly port: number;
  /** As nodemailer takes them. */
  readonly options: { host: string; port: number; secure: false; ignoreTLS: true };
  /** What was accepted, oldest first. */
  readonly mails: readonly Mail[];
  /** How many mails somebody began to send, or connections that were left hanging. */
  readonly attempts: number;

  /** Takes every mail, as at the start. */
  accept(): void;
  /** Answers every recipient with this code: 5xx for good, 4xx for now. */
  refuse(code?: number): void;
  /** Lets clients connect and never says a word. */
  hang(): void;
  /** Drops every connection and refuses new ones, until `up`, which takes the same port again. */
  down(): Promise<void>;
  up(): Promise<void>;

  /** The first `count` mails, as soon as they are there. */
  waitFor(count: number): Promise<Mail[]>;
  /** The first mail like this, as soon as it is there. */
  waitFor(isWanted: (mail: Mail) => boolean): Promise<Mail>;
  /** Resolves once there were so many attempts: for the modes in which no mail arrives. */
  waitForAttempts(count: number): Promise<void>;
  close(): Promise<void>;
}

type Mode = { name: 'accept' } | { name: 'refuse'; code: number } | { name: 'hang' };

/** Seconds after which a wait is given up, with a word on what did come. */
const PATIENCE = 15;

export async function startSmtp(): Promise<Smtp> {
  const mails: Mail[] = [];
  const waiting = new Set<() => void>();
  let mode: Mode = { name: 'accept' };
  let attempts = 0;

  const happened = () => {
    for (const look of [...waiting]) look();
  };
  const attempt = () => {
    attempts += 1;
    happened();
  };

  /** Resolves to what `look` finds, now or after one of the next things that happen. */
  function until<Found>(what: string, look: () => Found | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(settle);
        resolve(found);
      };
      const timer = setTimeout(() => {
        waiting.delete(settle);
        const subjects = mails.map(({ to, subject }) => `"${subject}" to ${to.join(', ')}`);
        reject(
          new Error(`waited ${PATIENCE} s for ${what}; ${attempts} attempts, mails: ${subjects.join('; ') || 'none'}`),
        );
      }, PATIENCE * 1000);
      waiting.add(settle);
      settle();
    });
  }

  function waitFor(count: number): Promise<Mail[]>;
  function waitFor(isWanted: (mail: Mail) => boolean): Promise<Mail>;
  function waitFor(wanted: number | ((mail: Mail) => boolean)): Promise<Mail[] | Mail> {
    if (typeof wanted === 'function') return until('a certain mail', () => mails.find(wanted));
    return until(`${wanted} mails`, () => (mails.length >= wanted ? mails.slice(0, wanted) : undefined));
  }

  const listen = (port: number) =>
    listening(port, {
      onConnect: (answer) => {
        if (mode.name === 'hang') attempt();
        else answer();
      },
      onRecipient: (answer) => {
        attempt();
        if (mode.name === 'refuse') answer(refusal(mode.code));
        else answer();
      },
      onMail: (mail) => {
        mails.push(mail);
        happened();
      },
    });

  let server = await listen(0);
  const { port } = server;

  return {
    port,
    options: { host: '127.0.0.1', port, secure: false, ignoreTLS: true },
    mails,
    get attempts() {
      return attempts;
    },
    accept: () => {
      mode = { name: 'accept' };
    },
    refuse: (code = 550) => {
      mode = { name: 'refuse', code };
    },
    hang: () => {
      mode = { name: 'hang' };
    },
    down: () => server.close(),
    async up() {
      server = await listen(port);
    },
    waitFor,
    async waitForAttempts(count) {
      await until(`${count} attempts`, () => (attempts >= count ? true : undefined));
    },
    close: () => server.close(),
  };
}

type Answer = (error?: Error) => void;

interface Handlers {
  onConnect(answer: Answer): void;
  onRecipient(answer: Answer): void;
  onMail(mail: Mail): void;
}

async function listening(wantedPort: number, { onConnect, onRecipient, onMail }: Handlers) {
  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    onConnect: (_session, callback) => onConnect(callback),
    onRcptTo: (_address, _session, callback) => onRecipient(callback),
    onData: async (stream, _session, callback) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      // Kept before it is acknowledged: a sender that was told "accepted" finds it here.
      onMail(readMail(Buffer.concat(chunks)));
      callback();
    },
  });
  // A client that goes away in the middle is part of what is tested.
  smtp.on('error', () => {});

  const sockets = new Set<Socket>();
  smtp.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  smtp.listen(wantedPort, '127.0.0.1');
  await once(smtp.server, 'listening');

  return {
    port: (smtp.server.address() as AddressInfo).port,
    async close() {
      if (!smtp.server.listening) return;
      const closed = once(smtp.server, 'close');
      smtp.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function refusal(code: number): Error {
  const words = code >= 500 ? 'No such mailbox' : 'Try again later';
  return Object.assign(new Error(words), { responseCode: code });
}
