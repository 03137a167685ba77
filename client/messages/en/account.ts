// The own account: profile, password, devices.

import type { Message } from '../types.ts';
import { signedIn } from './signedIn.ts';

export const account = {
  ...signedIn,
  'account.title': 'Your account',
  'account.profile': 'Profile',
  'account.roles': 'Roles',
  'account.noRoles': 'None',
  'account.account': 'Account',
  'account.newEmail': 'We send a link to the new address. It is yours once you open that link.',
  'account.save': 'Save',
  'account.saving': 'Saving…',
  'account.saved': 'Your profile is saved.',
  'account.mailed': 'Saved. Open the link that we sent to {address}: until then your address stays as it was.',
  'account.unsaved': 'Leave without saving what you changed?',
  'account.password': 'Password',
  'account.setPassword': 'Change password',
  'account.setting': 'Changing your password…',
  'account.passwordSet': 'Your password is changed. You were signed out on all other devices.',
  'field.existingPassword': 'Current password',
  'required.existingPassword': 'Enter your current password',
  'error.PASSWORD_WRONG': 'That is not your current password. Type it again.',
  'devices.title': 'Where you are signed in',
  'devices.this': 'This device',
  'devices.name': '{browser} on {system}',
  'devices.unknown': 'Unknown device',
  'devices.seen': 'Last seen',
  'devices.end': 'Sign out {device}',
  'devices.ended': '{device} is signed out.',
  'devices.endOthers': 'Sign out everywhere else',
  'devices.othersEnded': 'You are signed out everywhere else.',
} satisfies Record<string, Message>;

export type AccountKey = keyof typeof account;
