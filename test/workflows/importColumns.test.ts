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
    ['German', ['Vorname', 'Nachname', 'E-Mail', 'Rolle', 'Passwort', 'Konto']],
    ['French', ['Prénom', 'Nom', 'Courriel', 'Rôle', 'Mot de passe', 'Compte']],
    ['Spanish', ['Nombre', 'Apellidos', 'Correo electrónico', 'Rol', 'Contraseña', 'Cuenta']],
    ['Portuguese', ['Nome', 'Sobrenome', 'E-mail', 'Função', 'Senha', 'Conta']],
    ['Italian', ['Nome', 'Cognome', 'E-mail', 'Ruolo', 'Password', 'Account']],
    ['Dutch', ['Voornaam', 'Achternaam', 'E-mailadres', 'Rol', 'Wachtwoord', 'Account']],
    ['Japanese', ['名', '姓', 'メールアドレス', '役割', 'パスワード', 'アカウント']],
    ['Chinese', ['名字', '姓氏', '电子邮件', '角色', '密码', '账户']],
    ['Arabic', ['الاسم الأول', 'اسم العائلة', 'البريد الإلكتروني', 'الدور', 'كلمة المرور', 'الحساب']],
    ['blanks, lines, accents', [' First_name', 'Last-name ', 'É-mail', 'Rôle', 'Password:', 'Account']],
  ])('knows %s', (_, header) => {
    expect(auto(...header)).toEqual(IMPORT_FIELDS);
  });

  it('goes by the words, wherever they are, and reads nothing else', () => {
    expect(auto('Id', 'Email', 'Phone', 'Last name', 'First name')).toEqual(['', 'email', '', 'surname', 'givenName']);
  });

  it('does so in the languages of the screens', () => {
    expect(auto('Nachname', 'Vorname', 'E-Mail')).toEqual(['surname', 'givenName', 'email']);
  });

  it('takes the first of two columns with the same heading', () => {
    expect(auto('E-mail', 'Email', 'First name', 'Surname')).toEqual(['email', '', 'givenName', 'surname']);
  });

  it('takes the usual order of the required ones where it does not know the words, and guesses no others', () => {
    expect(auto('Etunimi', 'Sukunimi', 'E-Mail', 'Osasto', 'Puhelin')).toEqual([
      ...['givenName', 'surname', 'email'],
      ...['', ''],
    ]);
  });

  it('guesses nothing where a word says that the order is another one', () => {
    expect(auto('E-Mail', 'Etunimi', 'Sukunimi')).toEqual(['email', '', '']);
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
