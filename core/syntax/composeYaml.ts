/** The YAML library's document of a text, with the library's mistakes in our words and its aliases resolved. */
import { Composer, isAlias, isMap, isNode, isPair, isSeq, Lexer, Parser, YAMLMap } from 'yaml';
import type { Alias, Document, Node, Pair } from 'yaml';
import { phrase, type Phrase } from '../l10n/phrase';
import { hasValueAlone, withoutTemplateLanguage } from './templateLanguage';
import { mendYaml } from './mendYaml';
import { writtenSpan } from './placeAsWritten';
import type { MendedYaml } from './mendYaml';
import { DEEPEST } from './tree';
import type { SyntaxProblem } from './tree';
import { firstHarm, yamlProblems } from './yamlErrors';
import { nestedBeyond } from './yamlNesting';
import { entriesOf, sectionsOf } from './yamlSections';
import type { TextSection } from './yamlSections';

/** Nodes that aliases and merges may add altogether. A definition of 1 MiB, the most that AWS takes, has fewer. */
export const MOST_ALIASED_NODES = 500_000;

/** Counted before the text is read, which is not as exact; some 800 levels are what the library has stack for. */
const DEEPEST_READ = 600;

export interface ComposedYaml {
  /** Undefined where the text nests beyond what the library can hold. */
  readonly document?: Document.Parsed;
  /** By offsets of the text as it is written. */
  readonly problems: readonly SyntaxProblem[];
  /** What the document's offsets are of, where it is not the text as it is written. */
  readonly mended?: MendedYaml;
  /** What each alias stands for: the nearest anchor of its name before it. Missing where there is none. */
  readonly sources: ReadonlyMap<Alias, Node>;
}

const OPTIONS = {
  // The library compares every key with every other; reportDuplicateKeys does it in one pass.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** Reads a text as YAML 1.2, whatever it is. */
export function composeYaml(text: string): ComposedYaml {
  const tooDeep = nestedBeyond(text, DEEPEST_READ);
  if (tooDeep !== undefined)
    return unread(
      tooDeep,
      phrase`Values are nested more than ${DEEPEST} levels deep, so nothing of this file is read.`,
    );
  try {
    let read = composed(text);
    const made = read.problems.length > 0 || hasValueAlone(text) ? withoutTemplateLanguage(text) : undefined;
    if (made) read = composed(made.text);
    const mended = read.mistake === undefined ? undefined : mendYaml(made?.text ?? text, read.mistake, firstMistake);
    if (mended) {
      const { document, problems } = composed(mended.text);
      const rest = problems.map((problem) => ({ ...problem, span: writtenSpan(problem.span, mended) }));
      read = { document, problems: [...mended.problems, ...rest] };
    }
    const { document } = read;
    const problems = made ? [templateLanguage(text, made.first), ...read.problems] : read.problems;
    return { document, problems, mended, sources: text.includes('*') ? sourcesIn(document) : new Map() };
  } catch (error) {
    // Nesting beyond the stack. Whatever else is thrown is a mistake of ours.
    if (!(error instanceof RangeError)) throw error;
    return unread(0, phrase`Values are nested too deeply, so nothing of this file is read.`);
  }
}

interface Composed {
  readonly document: Document.Parsed;
  readonly problems: SyntaxProblem[];
  /** Where the first mistake is behind which the library does not know where it is. */
  readonly mistake?: number;
}

function composed(text: string): Composed {
  const [document, next] = readDocuments(text);
  const mistake = firstHarm(document!.errors)?.pos[0];
  const inSections = document!.errors.length > 0 ? composedInSections(text, document!) : undefined;
  if (inSections) return { ...inSections, mistake };
  const problems = yamlProblems(document!.errors, text);
  if (next) problems.push(secondDocument(text, document!, next));
  return { document: document!, problems, mistake };
}

/** As PyYAML reads brackets and quotes, where that makes all of it readable. */
function readDocuments(text: string): Document.Parsed[] {
  const documents = documentsOf(text, new Lexer());
  if (documents[0]!.errors.length === 0) return documents;
  const unindented = new UnindentedLexer();
  const others = documentsOf(text, unindented.lexer);
  return others[0]!.errors.length === 0 && !unindented.hasKeyOfLines ? others : documents;
}

function firstMistake(text: string): number | undefined {
  const [document] = readDocuments(text);
  return firstHarm(document!.errors)?.pos[0];
}

/** Each section read for itself, so that a mistake in one is none of the others'. */
function composedInSections(text: string, whole: Document.Parsed): Composed | undefined {
  const sections = sectionsOf(text);
  if (!sections || !isMap(whole.contents)) return undefined;
  const items: Pair[] = [];
  const problems: SyntaxProblem[] = [];
  const head = text.slice(0, sections[0]?.start);
  // What is wrong before the first section is nobody's.
  if (head.trim() !== '' && documentsOf(head, new Lexer())[0]!.errors.length > 0) return undefined;
  for (const section of sections) {
    const read = composedPart(text, section);
    const entries = read.problems.length > 0 ? entriesOf(text, section) : undefined;
    const pair = read.items[0];
    if (!entries?.length || !pair) {
      items.push(...read.items.slice(0, 1));
      problems.push(...read.problems);
      continue;
    }
    const parts = entries.map((entry) => composedPart(text, entry));
    const map = new YAMLMap();
    map.items = parts.flatMap((part) => part.items.slice(0, 1));
    map.range = [entries[0]!.start, section.end, section.end];
    items.push(Object.assign(pair, { value: map }));
    problems.push(...parts.flatMap((part) => part.problems));
  }
  whole.contents.items = items as typeof whole.contents.items;
  return { document: whole, problems };
}

function composedPart(text: string, { start, end }: TextSection): { items: Pair[]; problems: SyntaxProblem[] } {
  const part = text.slice(start, end);
  const [document] = readDocuments(part);
  const problems = yamlProblems(document!.errors, part);
  shift(document!.contents, start);
  return {
    items: isMap(document!.contents) ? (document!.contents.items as Pair[]) : [],
    problems: problems.map(({ span, ...problem }) => ({
      ...problem,
      span: { start: span.start + start, end: span.end + start },
    })),
  };
}

/** Moves what was read of a part of a text to where the part stands. */
function shift(contents: unknown, by: number): void {
  const waiting: unknown[] = [contents];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (isPair(next)) waiting.push(next.key, next.value);
    else if (isNode(next)) {
      if (next.range) next.range = [next.range[0] + by, next.range[1] + by, next.range[2] + by];
      if (isMap(next) || isSeq(next)) waiting.push(...(next.items as unknown[]));
    }
  }
}

function templateLanguage(text: string, at: number): SyntaxProblem {
  const message = text.startsWith('<%', at)
    ? phrase`This file is made by a template language: its <% … %> lines are left out, and <%= … %> is not known.`
    : phrase`This file is made by a template language: its {% … %} lines are left out, and {{ … }} is not known.`;
  return { code: 'yaml-syntax', message, span: { start: at, end: at + 2 } };
}

function unread(at: number, message: Phrase): ComposedYaml {
  const span = { start: at, end: at + 1 };
  return { problems: [{ code: 'yaml-syntax', isTooDeep: true, message, span }], sources: new Map() };
}

/** The first two documents at most: behind the first nothing is wanted but the knowledge that there is one. */
function documentsOf(text: string, lexer: Lexer): Document.Parsed[] {
  const parser = new Parser();
  // Where the parser keeps it; there is no other way to hand it one.
  (parser as unknown as { lexer: Lexer }).lexer = lexer;
  const documents: Document.Parsed[] = [];
  for (const document of new Composer(OPTIONS).compose(parser.parse(text), true, text.length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

function secondDocument(text: string, first: Document.Parsed, second: Document.Parsed): SyntaxProblem {
  const marker = /^---(?=\s|$)/gm;
  marker.lastIndex = first.range[1];
  const start = marker.exec(text)?.index ?? second.range[0];
  const message = phrase`A file must contain only one document: nothing after --- is read.`;
  return { code: 'yaml-syntax', message, span: { start, end: Math.min(start + 3, text.length) } };
}

/** What {@link UnindentedLexer} takes from the library's lexer, which keeps it to itself. */
interface LexerParts {
  /** How far a line must be indented to belong to what is being read. */
  indentNext: number;
  /** How many brackets are open. */
  readonly flowLevel: number;
  readonly buffer: string;
  readonly pos: number;
  parseFlowCollection(): Generator<string, unknown, unknown>;
  parseQuotedScalar(): Generator<string, unknown, unknown>;
}

/**
 * Reads brackets and quotes to their end however little their lines are indented. YAML's own rule ends them at a line no
 * deeper than their key, and what follows is lost or becomes a part of them; PyYAML, and with it SAM and CloudFormation,
 * reads them to the end. For texts that are wrong by YAML's rule only: a bracket that is still missing would take the rest.
 */
class UnindentedLexer {
  readonly lexer = new Lexer();
  /** Whether brackets over several lines stand where a key does: that is a mistake which the library does not see then. */
  hasKeyOfLines = false;
  private opened: number | undefined;

  constructor() {
    const parts = this.lexer as unknown as LexerParts;
    const quoted = parts.parseQuotedScalar.bind(parts);
    const brackets = parts.parseFlowCollection.bind(parts);
    const unindented = function* (read: typeof quoted): Generator<string, unknown, unknown> {
      const { indentNext } = parts;
      parts.indentNext = 0;
      const next = yield* read();
      parts.indentNext = indentNext;
      return next;
    };
    parts.parseQuotedScalar = () => unindented(quoted);
    parts.parseFlowCollection = () => unindented(() => this.watch(parts, brackets));
  }

  private *watch(parts: LexerParts, brackets: LexerParts['parseFlowCollection']): Generator<string, unknown, unknown> {
    this.opened ??= parts.pos;
    const next = yield* brackets();
    if (parts.flowLevel === 0) {
      const { buffer, pos } = parts;
      const isKey = /^[ \t]*:(?=\s|$)/.test(buffer.slice(pos, pos + 100));
      if (isKey && buffer.slice(this.opened, pos).includes('\n')) this.hasKeyOfLines = true;
      this.opened = undefined;
    }
    return next;
  }
}

/** Walks in the order of the text, without recursion: the library's own `resolve` walks all of it for each alias. */
function sourcesIn(document: Document.Parsed): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const sources = new Map<Alias, Node>();
  const waiting: unknown[] = [document.contents];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (isPair(next)) waiting.push(next.value, next.key);
    else if (isAlias(next)) {
      const source = anchors.get(next.source);
      if (source) sources.set(next, source);
    } else if (isNode(next)) {
      if (next.anchor) anchors.set(next.anchor, next);
      if (isMap(next) || isSeq(next)) for (let at = next.items.length - 1; at >= 0; at--) waiting.push(next.items[at]);
    }
  }
  return sources;
}
