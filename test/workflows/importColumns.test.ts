// Which column of a file is which field.
import { describe, expect, it } from 'vitest';
import { columnsFor, readColumnChoice } from '../../server/workflows/importColumns.ts';
import { IMPORT_FIELDS } from '../../server/workflows/importRows.ts';

const auto = (...header: string[]) => columnsFor('auto', header);

describe('columns=auto', () => {
  it.each([
    ['our example', ['First name', 'Last name', 'E-mail', 'Role', 'Password', 'Account']],
    ['what the command line exports', ['first name', 'last name', 'e-mail', 'role', 'password', 'account']],
    ['other words', ['Given Name', 'SURNAME', 'E-Mail Address', 'Role', 'Password', 'Account']],
    ['field names', ['givenName', 'surname', 'email', 'role', 'password', 'account']],
    ['blanks, lines, accents', [' First_name', 'Last-name ', 'É-mail', 'Rôle', 'Password:', 'Account']],
  ])('knows %s', (_, header) => {
    expect(auto(...header)).toEqual(IMPORT_FIELDS);
  });

  it('goes by the words, wherever they are, and reads nothing else', () => {
    expect(auto('Id', 'Email', 'Phone', 'Last name', 'First name')).toEqual(['', 'email', '', 'surname', 'givenName']);
  });

  it('takes the first of two columns with the same heading', () => {
    expect(auto('E-mail', 'Email', 'First name', 'Surname')).toEqual(['email', '', 'givenName', 'surname']);
  });

  it('takes the usual order of the required ones where the heading is in another language, and guesses no others', () => {
    expect(auto('Vorname', 'Nachname', 'E-Mail', 'Abteilung', 'Telefon')).toEqual([
      ...['givenName', 'surname', 'email'],
      ...['', ''],
    ]);
  });

  it('guesses nothing where a word says that the order is another one', () => {
    expect(auto('E-Mail', 'Vorname', 'Nachname')).toEqual(['email', '', '']);
  });

  it('goes by position without a header', () => {
    expect(columnsFor('auto', null)).toEqual(IMPORT_FIELDS);
  });
});

describe('a list of columns', () => {
  it('may have blanks around names, and columns that are not read', () => {
    expect(readColumnChoice(' email , ,surname,givenName')).toEqual(['email', '', 'surname', 'givenName']);
  });

  it('holds whatever the header says', () => {
    expect(columnsFor(['email', 'surname', 'givenName'], ['First name', 'Last name', 'E-mail'])).toEqual([
      'email',
      'surname',
      'givenName',
    ]);
  });
});
