// A server that takes files of users, and says of each what the tests want to hear.

import type { ImportProgress, ImportReport } from '../../client/adminWire.ts';
import type { SeenRequest } from './fixtureServer.ts';
import type { Answer } from './fixtures.ts';

const HEADER = ['First name', 'Last name', 'E-mail', 'Role', 'Team', 'Password'];

const FAILED = [
  {
    line: 4,
    cells: ['Cleo', 'Cruz', 'cleo@', 'nurse', 'B', ''],
    reason: 'Enter an e-mail address like name@example.com.',
  },
  { line: 7, cells: ['', 'Dow', '+dan@example.com', 'nurse', 'A', ''], reason: 'First name is required.' },
  {
    line: 31,
    cells: ['Ann', 'Lee', 'ann@example.com', 'doctor', '=1+1', ''],
    reason: 'The same e-mail address and role are in line 2 already.',
  },
];

const WRONG = [
  { line: 4, field: 'email', value: 'cleo@', reason: FAILED[0]?.reason ?? '' },
  { line: 4, field: 'password', value: null, reason: 'Password is too short.' },
  { line: 7, field: 'givenName', value: '', reason: FAILED[1]?.reason ?? '' },
  { line: 31, field: 'email', value: 'ann@example.com', reason: FAILED[2]?.reason ?? '' },
];

/** Of a file in which nothing is wrong. */
export const GOOD: ImportReport = {
  dryRun: true,
  rows: 1200,
  created: 1180,
  changed: 3,
  unchanged: 17,
  refused: 0,
  invited: 1180,
  wrong: [],
  header: HEADER,
  columns: ['givenName', 'surname', 'email', 'role', '', 'password'],
  sample: [
    ['Ann', 'Lee', 'ann@example.com', 'doctor', 'A', '••••'],
    ['Ben', 'Bright', 'ben@example.com', '', 'A', ''],
    ['Cleo', 'Cruz', 'cleo@', 'nurse', 'B', '••••'],
  ],
  duplicates: 0,
  failed: [],
};

/** Of one with wrong rows. */
export const BAD: ImportReport = { ...GOOD, rows: 1203, refused: 3, duplicates: 1, wrong: WRONG, failed: FAILED };

/** Of one that was imported before. */
export const AGAIN: ImportReport = { ...GOOD, created: 0, changed: 0, unchanged: 1200, invited: 0 };

/** What came of an import whose preview was that. */
export function resultOf({
  header: _h,
  columns: _c,
  sample: _s,
  duplicates: _d,
  ...report
}: ImportReport): ImportReport {
  return { ...report, dryRun: false };
}

/** An answer in pieces: how far the server is, and the report. */
export function told(report: object, ...progress: ImportProgress[]): Answer {
  return {
    async *lines() {
      for (const one of progress) yield { event: 'progress', ...one };
      yield { event: 'result', ...report };
    },
  };
}

/** Says how far it is, and then no more. */
export function hanging(progress: ImportProgress): Answer {
  return {
    async *lines() {
      yield { event: 'progress', ...progress };
      await new Promise(() => {});
    },
  };
}

/** @param answer  to what is to be written; else what the preview says */
export function imports(preview: ImportReport, answer: Answer = told(resultOf(preview))) {
  return {
    'POST /users/import': ({ body }: SeenRequest) => (body?.dryRun === 'true' ? told(preview) : answer),
  };
}

/** What a person chooses; what is in it does not matter to this server. */
export function listFile(name = 'staff.csv', size = 40) {
  return { name, mimeType: 'text/csv', buffer: Buffer.alloc(size, 'a') };
}
