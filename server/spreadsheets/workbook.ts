// Finds what is needed in the parts of an XLSX file: the first sheet, the texts that its cells share, and which styles
// are dates.
import type { Archive } from './archive.ts';
import { unreadable } from './sheet.ts';
import { readWholeXml } from './xml.ts';

export interface Workbook {
  /** The name of the first sheet's file. */
  sheet: string;
  /** Texts that cells refer to by number. */
  shared: readonly string[];
  /** Numbers of the styles that show a number as a date or a time. */
  dateStyles: ReadonlySet<number>;
  /** Days are counted from 1904, as old Macintoshes did. */
  from1904: boolean;
}

/** Bytes, unpacked, of the parts that say where the others are. */
const MOST_OF_INDEX = 4 * 1024 * 1024;
/** Bytes, unpacked, of all shared texts, which have to be kept in memory. */
const MOST_SHARED = 64 * 1024 * 1024;
/** What a spreadsheet takes in a cell. */
export const LONGEST_CELL = 32_767;

/** @throws UserdbError IMPORT_UNREADABLE */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const office = [...(await relationsOf(archive, '')).values()].find(({ kind }) => kind === 'officeDocument');
  const home = office?.target ?? 'xl/workbook.xml';
  const relations = await relationsOf(archive, home);
  const named = (kind: string) => [...relations.values()].find((one) => one.kind === kind)?.target;

  let first: string | undefined;
  let from1904 = false;
  await readWholeXml(await archive.read(home, MOST_OF_INDEX), {
    open(name, attributes) {
      if (name === 'sheet') first ??= relationIn(attributes);
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    },
  });
  const sheet = first === undefined ? undefined : relations.get(first);
  if (sheet?.kind !== 'worksheet') throw unreadable('its first sheet is no table');

  return {
    sheet: sheet.target,
    shared: await sharedTexts(archive, named('sharedStrings')),
    dateStyles: await dateStylesIn(archive, named('styles')),
    from1904,
  };
}

interface Relation {
  /** The last word of its type. */
  kind: string;
  /** A name in the archive. */
  target: string;
}

/** What a part of the archive refers to, by id. @param of  the name of the part; empty: the archive itself */
async function relationsOf(archive: Archive, of: string): Promise<Map<string, Relation>> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${of.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  if (!archive.has(name)) return relations;
  await readWholeXml(await archive.read(name, MOST_OF_INDEX), {
    open(tag, { Id = '', Type = '', Target = '' }) {
      if (tag !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : folder + Target;
      relations.set(Id, { kind: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return relations;
}

/** `r:id`, whatever prefix a program gives it. */
function relationIn(attributes: Record<string, string>): string | undefined {
  return Object.entries(attributes).find(([name]) => /^\w+:id$/.test(name))?.[1];
}

async function sharedTexts(archive: Archive, name: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (name === undefined || !archive.has(name)) return texts;
  let text = '';
  let within: string[] = [];
  await readWholeXml(await archive.read(name, MOST_SHARED), {
    open(tag) {
      within.push(tag);
      if (tag === 'si') text = '';
    },
    text(part) {
      // rPh says how a word is pronounced.
      if (within.at(-1) === 't' && !within.includes('rPh') && text.length < LONGEST_CELL) text += part;
    },
    close(tag) {
      within = within.slice(0, -1);
      // A copy: a part of a text would keep the whole of what was read in memory.
      if (tag === 'si') texts.push(Buffer.from(text).toString());
    },
  });
  return texts;
}

async function dateStylesIn(archive: Archive, name: string | undefined): Promise<Set<number>> {
  const styles = new Set<number>();
  if (name === undefined || !archive.has(name)) return styles;
  const formats = new Map<number, string>();
  let inCells = false;
  let number = 0;
  await readWholeXml(await archive.read(name, MOST_OF_INDEX), {
    open(tag, { numFmtId = '', formatCode = '' }) {
      if (tag === 'numFmt') formats.set(Number(numFmtId), formatCode);
      if (tag === 'cellXfs') inCells = true;
      if (tag !== 'xf' || !inCells) return;
      if (isDateFormat(Number(numFmtId), formats)) styles.add(number);
      number += 1;
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** ECMA-376 18.8.30: the numbers of the built-in formats; a format of one's own has letters for its parts. */
function isDateFormat(id: number, formats: ReadonlyMap<number, string>): boolean {
  const code = formats.get(id);
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));
}
