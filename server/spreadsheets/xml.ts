// Reads XML from a stream, a piece at a time, with an end to everything that could grow.
import type { Readable } from 'node:stream';
import sax, { type Tag } from 'sax';
import { UserdbError } from '../errors.ts';
import { unreadable } from './sheet.ts';

export interface XmlHandler {
  /** @param name  without its prefix; those of the attributes have theirs */
  open?(name: string, attributes: Record<string, string>): void;
  /** A part of the text in the innermost open element. */
  text?(text: string): void;
  close?(name: string): void;
}

const DEEPEST = 64;
const MOST_ATTRIBUTES = 64;

/**
 * Calls the handler as the text comes in, and yields whenever there may be something new.
 *
 * @throws UserdbError IMPORT_UNREADABLE
 */
export async function* readXml(source: Readable, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = boundedParser(handler);
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    throw error instanceof UserdbError ? error : unreadable('what is inside this XLSX file is broken');
  } finally {
    source.destroy();
  }
}

/** Reads to the end. @throws UserdbError IMPORT_UNREADABLE */
export async function readWholeXml(source: Readable, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(source, handler));
}

function boundedParser({ open, text, close }: XmlHandler) {
  // Texts, names and values are bounded by sax itself; it expands no entities but those of XML.
  const parser = sax.parser(true, { xmlns: false });
  let depth = 0;
  let attributes = 0;
  const refuse = (reason: string) => {
    throw new Error(reason);
  };

  parser.onerror = (error) => {
    throw error;
  };
  parser.ondoctype = () => refuse('a document type');
  parser.onattribute = () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) refuse('too many attributes');
  };
  parser.onopentag = (tag) => {
    depth += 1;
    attributes = 0;
    if (depth > DEEPEST) refuse('too deep');
    open?.(withoutPrefix(tag.name), (tag as Tag).attributes);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    close?.(withoutPrefix(name));
  };
  if (text) {
    parser.ontext = text;
    parser.oncdata = text;
  }
  return parser;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
