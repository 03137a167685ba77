// The user as the page of an invitation gets it: who it is, and no more.
import type { Config } from '../config/schema.ts';
import type { User } from '../store/store.ts';
import { type Answerable, publicUser } from './publicUser.ts';
import { hrefOf } from './stormpath.ts';

export interface WelcomeUser
  extends Pick<
    Answerable,
    | 'id'
    | 'username'
    | 'email'
    | 'givenName'
    | 'middleName'
    | 'surname'
    | 'fullName'
    | 'status'
    | 'createdAt'
    | 'modifiedAt'
  > {
  href: string;
}

/** Without roles, account and customData, and with the status as stored: this page comes before the first sign-in. */
export function welcomeUser(config: Config, user: User): WelcomeUser {
  const { id, username, email, givenName, middleName, surname, fullName, ...others } = publicUser(config, user);
  const { status, createdAt, modifiedAt } = others;
  const href = hrefOf(config, id);
  return { href, id, username, email, givenName, middleName, surname, fullName, status, createdAt, modifiedAt };
}
