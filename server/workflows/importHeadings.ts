// What the columns of a file are called: in English, by programs that export, and in the languages of our screens.
import { IMPORT_FIELDS, type ImportField } from './importRows.ts';

const WORDS: Readonly<Record<ImportField, readonly string[]>> = {
  givenName: [
    ...['first name', 'given name', 'forename', 'vorname', 'prénom', 'nombre', 'nome', 'voornaam'],
    ...['primeiro nome', 'nome próprio', '名', '名前', '名字', 'الاسم', 'الاسم الأول'],
  ],
  surname: [
    ...['last name', 'surname', 'family name', 'nachname', 'familienname', 'nom', 'nom de famille', 'apellido'],
    ...['apellidos', 'sobrenome', 'cognome', 'achternaam', '姓', '姓氏', 'اسم العائلة', 'اللقب'],
  ],
  email: [
    ...['e-mail', 'e-mail address', 'mail', 'e-mail-adresse', 'courriel', 'adresse e-mail', 'correo'],
    ...['correo electrónico', 'endereço de e-mail', 'indirizzo e-mail', 'e-mailadres', 'メール', 'メールアドレス'],
    ...['电子邮件', '邮箱', 'البريد الإلكتروني'],
  ],
  role: ['role', 'group', 'rolle', 'gruppe', 'rol', 'função', 'papel', 'ruolo', '役割', 'ロール', '角色', 'الدور'],
  password: [
    ...['password', 'passwort', 'kennwort', 'mot de passe', 'contraseña', 'senha', 'wachtwoord', 'pwd'],
    ...['パスワード', '密码', 'كلمة المرور', 'كلمة السر'],
  ],
  account: ['account', 'konto', 'compte', 'cuenta', 'conta', 'アカウント', '账户', '帐户', 'الحساب'],
};

const FIELD_OF = new Map(IMPORT_FIELDS.flatMap((field) => WORDS[field].map((word) => [plain(word), field] as const)));
const PASSWORDS = WORDS.password.map(plain);

export function fieldOfHeading(heading: string): ImportField | undefined {
  return FIELD_OF.get(plain(heading));
}

/** Also where it is more than the word: `Initial password`. */
export function isPasswordHeading(text: string): boolean {
  const heading = plain(text);
  return PASSWORDS.some((word) => heading.includes(word));
}

/** Without case, accents, blanks and signs. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
