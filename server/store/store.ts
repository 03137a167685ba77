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
  createdAt: Date;
  updatedAt: Date | null;
}

export interface Role {
  id: string;
  accountId: string;
  name: string;
  description: string | null;
  status: Status;
  customData: Record<string, unknown>;
  createdAt: Date;
  updatedAt: Date | null;
}

/** What an account or a role says of itself. */
export interface Described {
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
  /** The password is for the first sign-in only; until another one is set. */
  mustChangePassword: boolean;
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
  /** Made of the names, or the user name, unless given. */
  fullName?: string;
  status: Status;
  customData: Record<string, unknown>;
  password: string;
  /** False unless given. */
  mustChangePassword?: boolean;
}

/** What may be changed of a user without a rule of its own; what is absent stays. */
export type UserChanges = Partial<
  Pick<User, 'email' | 'username' | 'givenName' | 'middleName' | 'surname' | 'fullName' | 'customData'>
> & { accountId?: string };

/** Which part of what was found is wanted, and in which order; equal ones are in the order of their ids. */
export interface Page<Field extends string> {
  offset: number;
  limit: number;
  orderBy: Field;
  descending: boolean;
}

export interface Found<Thing> {
  /** How many there are in all, whatever part was asked for. */
  total: number;
  items: Thing[];
}

export type UserOrder =
  | ('fullName' | 'email' | 'givenName' | 'surname' | 'username' | 'status' | 'account' | 'role')
  /** Who never signed in comes first. */
  | ('createdAt' | 'lastLoginAt');

/** Which users; all conditions together. */
export interface UserFilter {
  accountId?: string | undefined;
  status?: Status | undefined;
  /** Who have a role of this very name. */
  role?: string | undefined;
  /** A pattern of SQL's LIKE, looked for in names, each and whole, user name, address and status. */
  pattern?: string | undefined;
  /** Where else the pattern is looked for. */
  patternAlsoIn?: { accountName: boolean; roleNames: boolean } | undefined;
  /** Fields with these very values. */
  equal?: Partial<Pick<User, 'id' | 'email' | 'username' | 'givenName' | 'middleName' | 'surname' | 'fullName'>>;
}

export type DescribedOrder = 'name' | 'description' | 'status';

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
  /** Everybody whose address or user name is among these. */
  findByLogins(logins: readonly string[]): Promise<User[]>;
  search(filter: UserFilter, page: Page<UserOrder>): Promise<Found<User>>;
  /** The next users in the order of their ids, for going through all of them in bounded memory. */
  after(id: string | null, count: number, filter: UserFilter): Promise<User[]>;
  /** How many ENABLED users of ENABLED accounts have an ENABLED role of this name. */
  countWithRole(name: string): Promise<number>;
  /** Of any number of racing callers with one address or user name, one gets the user; the others get what is taken. */
  create(user: NewUser, now: Date): Promise<User | 'email taken' | 'username taken'>;
  /** Many at once, all or none; none of their addresses and user names may be taken. Roles are added apart. */
  createMany(users: readonly NewUser[], now: Date): Promise<void>;
  /** Of racing callers with one address or user name, one gets it; null when there is no such user. */
  update(id: string, changes: UserChanges, now: Date): Promise<User | 'email taken' | 'username taken' | null>;
  /** With everything that belongs to the user; false when there is no such user. */
  remove(id: string): Promise<boolean>;
  addRole(userId: string, roleId: string): Promise<void>;
  addRoles(pairs: readonly { userId: string; roleId: string }[]): Promise<void>;
  removeRole(userId: string, roleId: string): Promise<void>;
  /** From PENDING to ENABLED; false if the user was anything else. */
  enable(id: string, now: Date): Promise<boolean>;
  /** Sets the status, clears the failures, and begins a new session epoch. */
  setStatus(id: string, status: Status, now: Date): Promise<void>;
  /** From LOCKED to ENABLED, whoever caused it; the failures are cleared, and no session ends. False if not LOCKED. */
  unlock(id: string, now: Date): Promise<boolean>;
  /** Begins a new session epoch, and changes nothing else. */
  endSessions(id: string): Promise<void>;
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
  findById(id: string): Promise<Account | null>;
  findByName(name: string): Promise<Account | null>;
  findOrCreate(name: string, now: Date): Promise<Account>;
  create(account: Described & { id: string }, now: Date): Promise<Account>;
  /** Null when there is no such account. A status other than ENABLED also begins a new epoch for all its users. */
  update(id: string, changes: Partial<Described>, now: Date): Promise<Account | null>;
  /** With its users and roles; false when there is no such account. */
  remove(id: string): Promise<boolean>;
  search(
    filter: { id?: string | undefined; pattern?: string | undefined },
    page: Page<DescribedOrder>,
  ): Promise<Found<Account>>;
}

export interface Roles {
  findById(id: string): Promise<Role | null>;
  findByName(accountId: string, name: string): Promise<Role | null>;
  findOrCreate(accountId: string, name: string, now: Date): Promise<Role>;
  create(role: Described & { id: string; accountId: string }, now: Date): Promise<Role>;
  /** Null when there is no such role. */
  update(id: string, changes: Partial<Described>, now: Date): Promise<Role | null>;
  /** Takes it from everybody who has it; false when there is no such role. */
  remove(id: string): Promise<boolean>;
  search(
    filter: { accountId?: string | undefined; pattern?: string | undefined },
    page: Page<DescribedOrder>,
  ): Promise<Found<Role>>;
  /** Of these accounts, sorted by name. */
  ofAccounts(accountIds: readonly string[]): Promise<Role[]>;
}

/**
 * What a mailed link is for: proving the address of a registration, a new password, accepting an invitation, or proving
 * a new address. `welcome` is what an invitation's page holds while it is filled in.
 */
export type TokenPurpose = 'verify' | 'reset' | 'invite' | 'email' | 'welcome';

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
  /** Adds tokens of users who have none that works; voids nothing. */
  addMany(tokens: readonly StoredToken[]): Promise<void>;
  /** Which of these users have a token that works, for any of these purposes. */
  usersWith(purposes: readonly TokenPurpose[], userIds: readonly string[], now: Date): Promise<Set<string>>;
  /** A token that was neither spent nor voided, and is not too old. */
  find(id: string, now: Date): Promise<StoredToken | null>;
  /** Spends a token: of any number of racing callers exactly one gets true. */
  spend(id: string, now: Date): Promise<boolean>;
  /** All of the user's, or those of some purposes. */
  voidAll(userId: string, now: Date, purposes?: readonly TokenPurpose[]): Promise<void>;
  removeExpired(now: Date): Promise<void>;
}

/** A mail that has to go out. What it says is made from the user and the token when it is sent. */
export interface QueuedMail {
  id: string;
  kind: string;
  userId: string;
  to: string;
  tokenId: string | null;
  /** A BCP 47 tag: what the reader reads; null: nobody knows. */
  locale: string | null;
  attempts: number;
  createdAt: Date;
}

/** A mail for the outbox; due when it was created, unless it says later. */
export type NewMail = Omit<QueuedMail, 'attempts'> & { dueAt?: Date };

export interface Outbox {
  add(mail: NewMail): Promise<void>;
  addMany(mails: readonly NewMail[]): Promise<void>;
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

/** Which sign-ins of a user still count. */
export interface Living {
  epoch: number;
  seenSince: Date;
  beganSince: Date;
}

export interface UserSessions {
  begin(session: UserSession): Promise<void>;
  find(idHash: string): Promise<UserSession | null>;
  see(idHash: string, now: Date): Promise<void>;
  end(idHash: string): Promise<void>;
  /** The user's, newest seen first. */
  ofUser(userId: string, living: Living, count: number): Promise<UserSession[]>;
  /** All of a user's but one. @returns how many there were */
  endOthers(userId: string, except: string | null): Promise<number>;
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

/** What stands behind a refresh token, and behind every access token that was made with it. */
export interface TokenGrant {
  id: string;
  userId: string;
  /** The user's session epoch when it was given; over when the user's is newer. */
  epoch: number;
  /** The session that it was given with, by the hash of its id; null when it was asked for alone. */
  sessionIdHash: string | null;
  expiresAt: Date;
}

export interface TokenGrants {
  add(grant: TokenGrant, now: Date): Promise<void>;
  find(id: string, now: Date): Promise<TokenGrant | null>;
  remove(id: string): Promise<void>;
  /** Those that were given with a session. */
  removeOfSession(sessionIdHash: string): Promise<void>;
  /** Those of a user that were given with any session but one; those that were asked for alone stay. */
  removeOfOtherSessions(userId: string, except: string | null): Promise<void>;
  /** All of a user's. @returns how many there were */
  removeOfUser(userId: string): Promise<number>;
  removeExpired(now: Date): Promise<void>;
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
  /** Who did it to the user. */
  byId: string | null;
  /** Where it happened. */
  accountId: string | null;
  address: string | null;
  agent: string | null;
  details: Record<string, unknown>;
}

/** Somebody in an event, as the user is now. */
export type EventPerson = Pick<User, 'id' | 'email' | 'username' | 'fullName'> & { accountId: string };

export interface FoundEvent extends StoredEvent {
  /** Counts up. */
  number: number;
  /** Null for nobody, and for who is not there any more. */
  user: EventPerson | null;
  by: EventPerson | null;
}

/** Which events; all conditions together. */
export interface EventFilter {
  /** Where they happened; names and addresses of people elsewhere are not looked at either. */
  accountId?: string | undefined;
  userId?: string | undefined;
  type?: string | undefined;
  from?: Date | undefined;
  /** Up to, and not at, this moment. */
  to?: Date | undefined;
  /** A pattern of SQL's LIKE, looked for in types and network addresses, and in the names and addresses of both people. */
  pattern?: string | undefined;
}

export type EventOrder = 'at';

export interface Events {
  /** Without an account it is that of the user. */
  add(event: StoredEvent): Promise<void>;
  /** Those of one second in the order in which they happened. */
  search(filter: EventFilter, page: Page<EventOrder>): Promise<Found<FoundEvent>>;
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
  readonly roles: Roles;
  readonly tokens: Tokens;
  readonly apiKeys: ApiKeys;
  readonly tokenGrants: TokenGrants;
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
