// The file with the rows that an import has refused.

import { expect, test } from 'vitest';
import { failedRowsFile } from '../../client/admin/import/failedRowsFile.ts';

const says = ({ reason }: { reason: string }) => reason;

test('it has the columns of the file, and behind all of them the reason', () => {
  const failed = [
    { line: 2, cells: ['ann@'], reason: 'No address.' },
    { line: 3, cells: ['ben@', 'Ben', 'x', 'y'], reason: 'Nor this.' },
  ];
  expect(failedRowsFile(failed, { header: ['Mail', 'Name'] }, 'Why', says)).toBe(
    '"Mail","Name","","","Why"\r\n"ann@","","","","No address."\r\n"ben@","Ben","x","y","Nor this."\r\n',
  );
});

test('a file without a header gets one, so that the reason is not read as a role', () => {
  const failed = [{ line: 1, cells: ['Ann', 'Lee', 'ann@'], reason: 'No address.' }];
  const about = { header: null, columns: ['givenName', 'surname', 'email'] };
  expect(failedRowsFile(failed, about, 'Why', says)).toMatch(/^"givenName","surname","email","Why"\r\n/);
});
