// Where everything lives. A driver implements Store and nothing else; test/store/contract.ts holds it to it.

/** `LOCKED` ends by itself when wrong passwords caused it (`lastFailedLoginAt` is set), not when an administrator did. */
export type Status = 'PENDING' | 'ENABLED' | 'DISABLED' | 'LOCKED';

/** A tenant that users belong to. */
export interface Account {
  id: string;
  name: string;
  description: string | null;
  status: Status;
  customData: Record<string, unknown>;
}

export interface Role {
  id: string;
  accountId: string;
  name: string;
  description: string | null;
  status: Status;
  customData: Record<string, unknown>;
}

export interface User {
  id: string;
  email: string;
  username: string;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  fullName: string;
  status: Status;
  customData: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date | null;
  /** The hash, with the name of its scheme in front. */
  password: string;
  passwordUpdatedAt: Date | null;
  lastLoginAt: Date | null;
  lastFailedLoginAt: Date | null;
  failedLoginCount: number;
  /** Sessions that began in an earlier epoch are over. */
  sessionEpoch: number;
  account: Account;
  roles: Role[];
}

export interface NewUser {
  id: string;
  accountId: string;
  email: string;
  username: string;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  status: Status;
  customData: Record<string, unknown>;
  password: string;
}

/** When wrong passwords lock a user (`attempts` in a row; 0: never), and for how many seconds (0: for good). */
export interface LockRule {
  attempts: number;
  seconds: number;
}

export interface Users {
  /** Any status. */
  findById(id: string): Promise<User | null>;
  /** By e-mail address or user name, compared by their normal form; any status. */
  findByLogin(login: string): Promise<User | null>;
  /** Of any number of racing callers with one address or user name, one gets the user; the others get what is taken. */
  create(user: NewUser, now: Date): Promise<User | 'email taken' | 'username taken'>;
  addRole(userId: string, roleId: string): Promise<void>;
  /** From PENDING to ENABLED; false if the user was anything else. */
  enable(id: string, now: Date): Promise<boolean>;
  setStatus(id: string, status: Status, now: Date): Promise<void>;
  /** Sets the hash, clears the failures, ends a lock that failures caused, and begins a new session epoch. */
  setPassword(id: string, hash: string, now: Date): Promise<void>;
  /** Replaces a hash by a better one of the same password, here and in the history, unless the password has changed. */
  improvePasswordHash(id: string, from: string, to: string): Promise<void>;
  /** The user's latest hashes, newest first. */
  earlierPasswords(id: string, count: number): Promise<string[]>;
  /** Remembers a hash and forgets all but the newest `keep`. */
  rememberPassword(id: string, hash: string, keep: number, now: Date): Promise<void>;
  /**
   * Counts a wrong password; every one of any number of racing callers counts. The time of a lock is not prolonged by
   * guesses made while it lasts.
   *
   * @returns true for the one call that locked the user
   */
  countFailedLogin(id: string, rule: LockRule, now: Date): Promise<boolean>;
  /** Notes a login and clears the failures, in one step: false if the user is not ENABLED, or locked, by now. */
  noteLogin(id: string, rule: LockRule, now: Date): Promise<boolean>;
}

export interface Accounts {
  findOrCreate(name: string, now: Date): Promise<Account>;
  findOrCreateRole(accountId: string, name: string, now: Date): Promise<Role>;
}

export type TokenPurpose = 'verify' | 'reset';

/** What a mailed link stands for; the secret in the link is derived from it and not stored. */
export interface StoredToken {
  id: string;
  purpose: TokenPurpose;
  userId: string;
  /** The address it was sent to. */
  email: string;
  expiresAt: Date;
}

export interface Tokens {
  /** Adds a token and voids the user's older ones of the same purpose. */
  add(token: StoredToken, now: Date): Promise<void>;
  /** A token that was neither spent nor voided, and is not too old. */
  find(id: string, now: Date): Promise<StoredToken | null>;
  /** Spends a token: of any number of racing callers exactly one gets true. */
  spend(id: string, now: Date): Promise<boolean>;
  voidAll(userId: string, now: Date): Promise<void>;
  removeExpired(now: Date): Promise<void>;
}

/** A mail that has to go out. What it says is made from the user and the token when it is sent. */
export interface QueuedMail {
  id: string;
  kind: string;
  userId: string;
  to: string;
  tokenId: string | null;
  attempts: number;
  createdAt: Date;
}

export interface Outbox {
  add(mail: Omit<QueuedMail, 'attempts'>): Promise<void>;
  /** Hands the oldest due mail to one caller, who has it until `until`; then it is due again. */
  claim(now: Date, until: Date): Promise<QueuedMail | null>;
  /** When the next mail is due, claimed ones included. */
  nextDue(): Promise<Date | null>;
  remove(id: string): Promise<void>;
  retry(id: string, at: Date, reason: string): Promise<void>;
}

/** A mail as it would have been sent, kept for the mailbox page. */
export interface KeptMail {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  at: Date;
}

export interface Mailbox {
  keep(mail: KeptMail): Promise<void>;
  /** Newest first. */
  latest(count: number): Promise<KeptMail[]>;
  find(id: string): Promise<KeptMail | null>;
}

/** A living sign-in, by the hash of its session id. */
export interface UserSession {
  idHash: string;
  userId: string;
  epoch: number;
  beganAt: Date;
  lastSeenAt: Date;
  address: string | null;
  agent: string | null;
}

export interface UserSessions {
  begin(session: UserSession): Promise<void>;
  find(idHash: string): Promise<UserSession | null>;
  see(idHash: string, now: Date): Promise<void>;
  end(idHash: string): Promise<void>;
  removeUnseenSince(before: Date): Promise<void>;
}

/** What express-session keeps, for `session.store: database`. */
export interface SessionRecords {
  get(idHash: string, now: Date): Promise<string | null>;
  set(idHash: string, data: string, expiresAt: Date): Promise<void>;
  touch(idHash: string, expiresAt: Date): Promise<void>;
  remove(idHash: string): Promise<void>;
  removeExpired(now: Date): Promise<void>;
}

/** A program's way to be a user: an id, which others may have too, and the hash of a secret. */
export interface StoredApiKey {
  id: string;
  userId: string;
  keyId: string;
  secret: string;
}

export interface ApiKeys {
  add(key: StoredApiKey, now: Date): Promise<void>;
  /** All with an id, newest first: the secret decides. */
  findAll(keyId: string): Promise<StoredApiKey[]>;
}

export interface StoredEvent {
  type: string;
  at: Date;
  userId: string | null;
  address: string | null;
  agent: string | null;
  details: Record<string, unknown>;
}

export interface Events {
  add(event: StoredEvent): Promise<void>;
}

/** Counts for rate limits: each key counts up until its window ends. */
export interface Counters {
  /** Adds one in one step. */
  hit(key: string, seconds: number, now: Date): Promise<{ count: number; endsAt: Date }>;
  clear(key: string): Promise<void>;
  removeEnded(now: Date): Promise<void>;
}

export interface Store {
  readonly users: Users;
  readonly accounts: Accounts;
  readonly tokens: Tokens;
  readonly apiKeys: ApiKeys;
  readonly outbox: Outbox;
  readonly mailbox: Mailbox;
  readonly userSessions: UserSessions;
  readonly sessionRecords: SessionRecords;
  readonly events: Events;
  readonly counters: Counters;
  /** Runs `work` in one transaction; what it did is rolled back when it throws. Inside it, use the store it is given. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Runs `work` when the transaction has been committed, and never if it is rolled back; at once outside of one. */
  afterCommit(work: () => void): void;
}

/** A store that was opened, with what belongs to its connection. */
export interface OpenStore extends Store {
  /** Makes the tables what this version needs; safe to call from several processes at once. */
  migrate(): Promise<void>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
