// Many users from a file, and an example of such a file.
import { z } from 'zod';
import { type Endpoint, operation } from '../../http/endpoint.ts';
import { described } from '../../http/schemas.ts';
import { openSheet } from '../../spreadsheets/index.ts';
import { readColumnChoice } from '../../workflows/importColumns.ts';
import { importUsers } from '../../workflows/importUsers.ts';
import { importAnswer } from './answers.ts';

/** A field of a form: text, and what scripts make of nothing. */
const NOTHING = ['', 'undefined', 'null'];

const flag = (usual: boolean) =>
  z
    .enum(['true', 'false', ...NOTHING], { error: 'FIELD_NOT_BOOLEAN' })
    .optional()
    .transform((text) => (text === 'true' || text === 'false' ? text === 'true' : usual));

const ignoreHeaders = z
  .enum(['true', 'false', 'auto', ...NOTHING], { error: 'FIELD_NOT_BOOLEAN' })
  .optional()
  .transform((text) => (text === 'auto' ? text : text !== 'false'));

const columns = described(
  z
    .string()
    .optional()
    .transform((text) => (text === undefined || NOTHING.includes(text) ? undefined : text)),
  {
    description:
      'What each column holds, from the left: of givenName, surname, email, role, password and account, with commas between and nothing for what is not read; or auto: as the first row says.',
  },
);

const accountId = z
  .string()
  .refine((text) => !/\p{Cc}/u.test(text), { error: 'FIELD_UNREADABLE' })
  .optional()
  .transform((text) => (text === undefined || NOTHING.includes(text) ? null : text));

export const usersImport: Endpoint = {
  key: 'users',
  at: ({ endpoints }) => `${endpoints.users.uri}/import`,

  post: operation({
    name: 'importUsers',
    summary: 'Make users from a CSV or XLSX file, or tell what that would do',
    answer: importAnswer,
    refuses: [
      ...(['FIELD_UNKNOWN', 'FIELD_NOT_BOOLEAN', 'FIELD_UNREADABLE', 'ACCOUNT_UNKNOWN'] as const),
      ...(['IMPORT_UNREADABLE', 'IMPORT_COLUMNS', 'IMPORT_REFUSED', 'IMPORT_RUNNING'] as const),
    ],
    permission: 'users.import',
    limit: 'other',
    upload: true,
    // Strict: with a misspelt `dryrun`, a preview would be the import itself.
    body: z.strictObject(
      {
        accountId,
        ignoreHeaders,
        columns,
        disableNewUserWorkflow: flag(false),
        dryRun: flag(false),
        partial: flag(false),
        failedRows: flag(false),
      },
      { error: 'FIELD_UNKNOWN' },
    ),
    async handle({ ctx, actor, upload }) {
      const { receive, progress, signal, wantsText } = upload();
      return receive(async ({ file, name, type }, { columns, ...others }) => {
        const options = { ...others, columns: columns === undefined ? columns : readColumnChoice(columns) };
        const sheet = await openSheet(file, { name, type });
        const result = await importUsers(ctx, actor(), sheet, options, { onProgress: progress, signal });
        // The pages of userdb 1 know nothing else; whoever asks for a report gets it.
        return wantsText && !options.dryRun && !options.partial ? 'OK' : result;
      });
    },
  }),
};

/** No cell begins as a formula does, whatever program opens it. */
const EXAMPLE = [
  'First name,Last name,E-mail,Role,Password,Account',
  'Ann,Lee,ann.lee@example.com,member,,Example Ltd',
  'Ben,Bright,ben.bright@example.com,admin,,Example Ltd',
  'Cleo,"O\'Neill, PhD",cleo.oneill@example.com,,,Example Ltd',
];

export const importExample: Endpoint = {
  key: 'users',
  at: ({ endpoints }) => endpoints.users.exampleUri,
  headers: {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="import-users-example.csv"',
    'Cache-Control': 'private, max-age=60',
  },

  get: operation({
    name: 'getImportExample',
    summary: 'An example of a file for /users/import',
    answer: z.string(),
    handle: async () => `${EXAMPLE.join('\r\n')}\r\n`,
  }),
};
