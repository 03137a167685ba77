// Users in a JSON file, as the rows of a spreadsheet: the file that userdb 1's add-users.js took.
import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import type { Sheet } from '../spreadsheets/index.ts';
import { namesIn } from '../workflows/fullName.ts';
import { UsageError } from './outcome.ts';

const text = z.string().nullish();
const person = z.object({
  firstname: text,
  lastname: text,
  fullname: text,
  email: text,
  role: text,
  password: text,
  account: text,
});

/** @throws UsageError for what is no list of people */
export async function jsonSheet(file: FileHandle): Promise<Sheet> {
  const people = z.array(person).safeParse(await parsed(file));
  if (!people.success) {
    throw new UsageError('takes a JSON list of objects with firstname, lastname, email, role, password and account');
  }
  return {
    async *rows() {
      for (const [i, { firstname, lastname, fullname, email, role, password, account }] of people.data.entries()) {
        const { givenName, surname } = namesIn(fullname ?? '');
        const names = firstname ? [firstname, lastname ?? ''] : [givenName, surname];
        yield { line: i + 1, cells: [...names, email ?? '', role ?? '', password ?? '', account ?? ''] };
      }
    },
  };
}

async function parsed(file: FileHandle): Promise<unknown> {
  try {
    return JSON.parse(await file.readFile('utf8'));
  } catch {
    return null;
  }
}
