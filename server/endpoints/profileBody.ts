// What POST /me and POST /welcomed take, for the documentation; the workflows read it.
import { z } from 'zod';
import { described, type JsonSchema } from '../http/schemas.ts';
import { LONGEST } from '../normalForm.ts';

const name: JsonSchema = { type: 'string', maxLength: LONGEST.name, pattern: '\\S' };
const nameOrNone: JsonSchema = { type: ['string', 'null'], maxLength: LONGEST.name };
const password: JsonSchema = { type: 'string', format: 'password' };
const again = { description: 'Equal to password, if there is one.' };
const repeated = { confirmPassword: again, passwordAgain: again, rpassword: again };

/** Any object: what is not listed is ignored. */
const anyFields = z.looseObject({});

export const profileBody = described(anyFields, {
  properties: {
    givenName: name,
    middleName: nameOrNone,
    surname: name,
    username: { type: 'string', maxLength: LONGEST.username, pattern: '\\S' },
    email: {
      type: 'string',
      maxLength: LONGEST.email,
      pattern: '@',
      description: 'Becomes the address once the link that is mailed to it is opened.',
    },
    customData: { type: ['object', 'null'], description: 'Merged into what is there; null removes a key.' },
    password: { ...password, description: 'Empty: the password stays.' },
    ...repeated,
    existingPassword: { type: ['string', 'null'], format: 'password' },
  },
});

/** The user of /welcome comes back whole; a name that is null stays as it is. */
export const welcomedFields = {
  welcomeToken: { type: ['string', 'null'], description: 'Of POST /welcome, where its cookie does not come along.' },
  email: { type: 'string', description: 'The address of the invitation.' },
  givenName: { ...name, type: ['string', 'null'] },
  middleName: nameOrNone,
  surname: { ...name, type: ['string', 'null'] },
  password,
  ...repeated,
} satisfies Record<string, JsonSchema>;
