// What express-session asks of a store, on top of a place that keeps records: ids hashed, and a record's life prolonged
// now and then rather than with every request.
import { type SessionData, Store } from 'express-session';
import type { Clock } from '../time.ts';
import { hashOf, noteEvery } from './life.ts';

/** A place that keeps records for a number of seconds after they were set or touched. */
export interface SessionRecordKeeper {
  get(idHash: string): Promise<SessionData | null>;
  set(idHash: string, data: SessionData): Promise<void>;
  touch(idHash: string, data: SessionData): Promise<void>;
  remove(idHash: string): Promise<void>;
}

/** A record from its text; null for what is none, so that a damaged one is as good as gone. */
export function readRecord(text: string): SessionData | null {
  try {
    const record: unknown = JSON.parse(text);
    return isObject(record) && isObject(record.cookie) ? (record as unknown as SessionData) : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Callback<T = void> = (error?: unknown, result?: T) => void;

/** Sessions whose last touch is remembered; beyond these one is touched a little more often. */
const MOST_REMEMBERED = 10_000;

export class KeptSessions extends Store {
  readonly #keeper: SessionRecordKeeper;
  readonly #clock: Clock;
  readonly #hasEnded: (idHash: string) => Promise<boolean>;
  readonly #touchEvery: number;
  readonly #touchedAt = new Map<string, number>();

  /**
   * @param idleSeconds  how long the keeper keeps an untouched record
   * @param hasEnded     whether somebody who was signed in with an id is so no more
   */
  constructor(
    keeper: SessionRecordKeeper,
    idleSeconds: number,
    clock: Clock,
    hasEnded: (idHash: string) => Promise<boolean>,
  ) {
    super();
    this.#keeper = keeper;
    this.#clock = clock;
    this.#hasEnded = hasEnded;
    this.#touchEvery = noteEvery(idleSeconds) * 1000;
  }

  override get(id: string, done: Callback<SessionData | null>): void {
    answer(this.#keeper.get(hashOf(id)), done);
  }

  override set(id: string, data: SessionData, done: Callback = () => {}): void {
    answer(this.#keep(hashOf(id), data), done);
  }

  override touch(id: string, data: SessionData, done: Callback = () => {}): void {
    const idHash = hashOf(id);
    if (this.#wasTouchedLately(idHash)) done();
    else answer(this.#touch(idHash, data), done);
  }

  override destroy(id: string, done: Callback = () => {}): void {
    answer(this.#keeper.remove(hashOf(id)), done);
  }

  /** A request that was in flight while its session ended must not bring the record back. */
  async #keep(idHash: string, data: SessionData): Promise<void> {
    if (data.userdb && (await this.#hasEnded(idHash))) return;
    await this.#keeper.set(idHash, data);
  }

  #wasTouchedLately(idHash: string): boolean {
    const last = this.#touchedAt.get(idHash);
    return last !== undefined && this.#clock().getTime() - last < this.#touchEvery;
  }

  async #touch(idHash: string, data: SessionData): Promise<void> {
    await this.#keeper.touch(idHash, data);
    this.#touchedAt.delete(idHash);
    this.#touchedAt.set(idHash, this.#clock().getTime());
    const [oldest] = this.#touchedAt.keys();
    if (this.#touchedAt.size > MOST_REMEMBERED && oldest !== undefined) this.#touchedAt.delete(oldest);
  }
}

function answer<T>(result: Promise<T>, done: Callback<T>): void {
  result.then(
    (value) => done(null, value),
    (error: unknown) => done(error),
  );
}
