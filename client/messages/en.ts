// Every word of the screens in English, but for the admin pages'. The source: other languages satisfy its type.
// A screen takes only the groups it speaks with, so that nobody loads the words of the others.

import { account } from './en/account.ts';
import { alerts } from './en/alerts.ts';
import { change } from './en/change.ts';
import { common } from './en/common.ts';
import { crash } from './en/crash.ts';
import { expired } from './en/expired.ts';
import { forgot } from './en/forgot.ts';
import { home } from './en/home.ts';
import { language } from './en/language.ts';
import { backToLogin, home as homeLink, mailbox } from './en/links.ts';
import { login } from './en/login.ts';
import { loginNotice } from './en/loginNotice.ts';
import { loginRefused } from './en/loginRefused.ts';
import { mailedLink } from './en/mailedLink.ts';
import { newPassword } from './en/newPassword.ts';
import { person } from './en/person.ts';
import { refusals } from './en/refusals.ts';
import { register } from './en/register.ts';
import { resend } from './en/resend.ts';
import { session } from './en/session.ts';
import { terms } from './en/terms.ts';
import { trouble } from './en/trouble.ts';
import { verify } from './en/verify.ts';
import { waiting } from './en/waiting.ts';
import { welcome } from './en/welcome.ts';
import type { Message } from './types.ts';

const en = {
  ...common,
  ...crash,
  ...trouble,
  ...alerts,
  ...language,
  ...waiting,
  ...refusals,
  ...homeLink,
  ...backToLogin,
  ...mailbox,
  ...login,
  ...loginRefused,
  ...loginNotice,
  ...resend,
  ...newPassword,
  ...person,
  ...terms,
  ...register,
  ...forgot,
  ...mailedLink,
  ...change,
  ...expired,
  ...verify,
  ...welcome,
  ...account,
  ...session,
  ...home,
};

export default en;

export type MessageKey = keyof typeof en;
export type Messages = Record<MessageKey, Message>;
