// All stories, in the order in which people meet the screens.

import { account } from './account.tsx';
import { admin } from './admin.tsx';
import { imported } from './import.tsx';
import { verification, welcome } from './links.tsx';
import { login } from './login.tsx';
import { changed, expired, forgotten } from './passwords.tsx';
import { registration } from './register.tsx';

export const STORIES = [
  ...login,
  ...registration,
  ...forgotten,
  ...changed,
  ...expired,
  ...verification,
  ...welcome,
  ...account,
  ...admin,
  ...imported,
];
