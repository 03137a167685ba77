// docs/contract.md from the titles of the tests, and from the lists of what none of them shows.
import { NOT_SHOWN } from '../../test/contract/notShown.ts';
import { NOT_SHOWN as FAULTS_NOT_SHOWN } from '../../test/faults/notShown.ts';
import { NOT_RUN } from '../../test/tck/notRun.ts';
import { root } from '../lib/root.ts';
import { type TestTitle, testTitles } from './testTitles.ts';

const HEAD = `# The contract, test by test

What old clients rely on, and what userdb 1 got wrong, as the tests hold it: each line is the title of a test, and leads to
its file. To find the test of a row, search this page, or the folder \`test\`, for its number. (\`npm run docs\` writes this
page anew from the titles.)

- Sections 1, 2, 5 and 10 are the protocol: the conventions, the endpoints, the user object, and what was decided where
  the sources left it open. The numbers are those of the contract that userdb 2 was written from.
- Section 4 is where the sources disagree (the clients, Stormpath's specification and test kit, userdb 1): rows D1 to D60,
  each with what userdb 2 does.
- Stormpath's test kit (TCK) is listed by its own names; its requests are sent as its HTTP client would send them.
- The faults of userdb 1 are numbered 1 to 66.
- Where a title has \`…\`, the test runs for several cases.
`;

const SECTIONS: Readonly<Record<string, string>> = {
  '1.1': 'Choosing HTML or JSON',
  '1.2': 'SPA mode',
  '1.3': 'Request bodies',
  '1.4': 'Errors',
  '1.5': 'Success bodies',
  '1.6': 'Cache headers',
  '1.7': 'Cookies',
  '1.8': 'Tokens',
  '1.9': 'CSRF',
  '1.10': '`next` and redirects',
  '1.11': 'Headers clients send, and CORS',
  '2.1': '/login',
  '2.2': '/register',
  '2.3': '/logout',
  '2.4': '/me',
  '2.5': '/verify',
  '2.6': '/forgot',
  '2.7': '/change',
  '2.8': '/expired',
  '2.9': '/oauth/token and /oauth/revoke',
  '2.10': 'Bearer and Basic on protected routes',
  '2.12': 'The admin endpoints',
  '2.13': 'The welcome flow',
  '3.1': 'react-stormpath 1',
  '3.2': "userdb 1's own pages",
  '3.3': 'react-stormpath 2',
  '3.4': 'The AngularJS SDK',
  '3.5': 'The widget',
  '5.3': "The test kit's account",
  '5.4': 'The merged object',
  '5.5': 'Roles and groups',
  '7.1': "userdb 1's JavaScript API",
  '7.2': "userdb 1's command line",
};

/** 10.1 to 10.15. */
const DECIDED = /^10\.\d+$/;

/** `4 D17: …`, `D43 1.3 …`, `2.2 rule 8: …`, `fault 41: …`: the numbers come first. */
const NUMBERS = /^(?:(?:D\d+|\d+(?:\.\d+){0,2}|fault \d+):? )+/;
// 2.12.1 is in 2.12.
const NUMBER = /D\d+|fault \d+|(?<![\d.])\d+(?:\.\d+)?/g;

/** A test with what its title names, of the rows and sections that there are. */
interface Named {
  numbers: string[];
  words: string;
  file: string;
}

/** Docs page of the contract, as it has to be now. */
export function contractPage(): string {
  const titles = testTitles(root);
  const all = titles.map(named);
  const sections = Object.entries(SECTIONS).map(([section, name]) => part(`${section} ${name}`, all, [section]));
  const before4 = Object.keys(SECTIONS).findIndex((section) => Number(section) > 4);
  const inOrder = (isWanted: (number: string) => boolean) =>
    [...new Set(all.flatMap(({ numbers }) => numbers).filter(isWanted))].sort((a, b) => lastOf(a) - lastOf(b));
  const kit = titles.filter(({ file }) => file.startsWith('test/tck/'));

  return [
    HEAD,
    ...sections.slice(0, before4).filter(Boolean),
    part(
      '4 Where the sources disagree',
      all,
      inOrder((number) => /^D\d/.test(number)),
    ),
    ...sections.slice(before4).filter(Boolean),
    part(
      '10 Decided',
      all,
      inOrder((number) => DECIDED.test(number)),
    ),
    heading(
      "Stormpath's test kit",
      kit.map(({ title, file }) => row(groupOf(file), { numbers: [], words: title, file })),
    ),
    part(
      'The faults of userdb 1',
      all,
      inOrder((number) => number.startsWith('fault')),
    ),
    `## What no test shows, and why\n\n${reasons({ ...NOT_SHOWN, ...faultReasons(), ...kitReasons() })}`,
  ].join('\n');
}

/** By the numbers of its title; the section may be said by the group that it is in. */
function named({ title, group, file }: TestTitle): Named {
  const [own, shared] = [NUMBERS.exec(title)?.[0] ?? '', NUMBERS.exec(group)?.[0] ?? ''];
  const words = title.slice(own.length);
  const inOwn = knownIn(own);
  if (shared === '' || inOwn.some(isSection)) return { numbers: inOwn, words, file };
  const numbers = [...new Set([...inOwn, ...knownIn(shared)])];
  return { numbers, words: `${group.slice(shared.length)}: ${words}`, file };
}

const isSection = (number: string) => number in SECTIONS || DECIDED.test(number);
const knownIn = (text: string) =>
  (text.match(NUMBER) ?? []).filter((number) => isSection(number) || /^(D|fault )\d/.test(number));

/** The tests of some numbers, number by number; empty when there are none. */
function part(name: string, all: Named[], numbers: string[]): string {
  const rows = numbers.flatMap((number) =>
    all.filter((one) => one.numbers.includes(number)).map((one) => row(number, one)),
  );
  return rows.length > 0 ? heading(name, rows) : '';
}

const heading = (name: string, rows: string[]) =>
  `## ${name}\n\n| | what is tested | where |\n| --- | --- | --- |\n${rows.join('')}`;

/** The number that it is listed under, the others that it has, and the rest of the title. */
function row(number: string, { numbers, words, file }: Named): string {
  const others = numbers.filter((other) => other !== number).map((other) => ` (${other})`);
  const name = file.replace(/^test\//, '').replace(/\.test\.tsx?$/, '');
  return `| ${number} | ${cell(words)}${others.join('')} | [${name}](../${file}) |\n`;
}

function reasons(list: Readonly<Record<string, string>>): string {
  const lines = Object.entries(list).map(([what, why]) => `| ${what} | ${cell(why)} |\n`);
  return `| what | why |\n| --- | --- |\n${lines.join('')}`;
}

/** 17 of D17, 14 of 10.14, 41 of fault 41. */
const lastOf = (number: string) => Number(/\d+$/.exec(number)?.[0]);

const faultReasons = () =>
  Object.fromEntries(Object.entries(FAULTS_NOT_SHOWN).map(([number, why]) => [`fault ${number}`, why]));
const kitReasons = () => Object.fromEntries(Object.entries(NOT_RUN).map(([name, why]) => [`TCK ${name}`, why]));

/** test/tck/login.test.ts is the group "login". */
const groupOf = (file: string) => file.replace(/^test\/tck\//, '').replace(/\.test\.ts$/, '');

/** A title is text: no markup, and no bars that would end the cell. */
function cell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(/[|*_<>[\]`]/g, '\\$&')
    .replace(/\s+/g, ' ');
}
