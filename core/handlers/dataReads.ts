/**
 * What code reads of a value, through the names that it gives to parts of it, its loops and its parsing of JSON texts: of a
 * handler's event, and of what services answer. A scanner, not a parser: what it does not see is not in what it tells.
 */
import { codeParts, type CodeParts } from './codeParts';
import { declaredEvent, type DeclaredEvent } from './declaredEvent';
import { javascriptShapes, pythonShapes, type EventShapes } from './eventShapes';
import { handlerPlace, type HandlerPlace } from './handlerPlace';
import { add, emptyReads, isNothing, member, type DataReads } from './reads';
import { ReadsOfCode } from './readsOfCode';
import { returnedParts, type Returned } from './returnedParts';

export type { DataReads } from './reads';
export type { Returned } from './returnedParts';

/** A file of code. */
export interface CodeFile {
  readonly file: string;
  readonly text: string;
}

/** A handler's code, with the modules of the project that it imports. */
export interface HandlerCode {
  /** The handler's own first. */
  readonly files: readonly CodeFile[];
  /** As the runtime finds it. */
  readonly exportName: string;
}

/** What a handler does with its event. */
export interface EventUse {
  /** Names of types, data classes and schemas, such as `SQSEvent`. */
  readonly types: readonly string[];
  /** Read, or asked for by its types and schemas; undefined: nothing is. */
  readonly reads: DataReads | undefined;
  /** What a schema asks of what an envelope of Powertools takes out of the event. */
  readonly inEnvelope?: DataReads;
  /** What its answer has of the event. */
  readonly returned?: Returned;
}

/** Undefined: the handler is not found. */
export function eventUse({ files, exportName }: HandlerCode): EventUse | undefined {
  const walks = walksOf(files);
  const name = exportName.split('.').at(-1)!;
  // A handler may be another module's, under that module's name for it.
  for (const [code, walk] of walks) {
    const found = handlerPlace(walk.pieces, name, code.functions);
    if (!found) continue;
    const shapes = shapesOf(code, files);
    for (const [, each] of walks) each.schemas = shapes;
    const declared = declaredEvent({ pieces: walk.pieces, text: code.text, shapes }, found);
    return useOf(walk, found, declared);
  }
  return undefined;
}

/** Undefined: the handler is not found, or uses nothing. */
export function readsOfEvent(code: HandlerCode): DataReads | undefined {
  return eventUse(code)?.reads;
}

function useOf(walk: ReadsOfCode, place: HandlerPlace, declared: DeclaredEvent): EventUse {
  const { event, members, begin, end } = place;
  const reads = emptyReads();
  if (event !== undefined) walk.follow(event, reads, begin, end);
  for (const name of members) walk.follow(name, member(reads, name), begin, end);
  // What its types and schemas say it has, it may hand on whole.
  if (!declared.isInEnvelope) add(reads, declared.reads);
  const returned = returnedParts(walk.pieces, place);
  return {
    types: declared.types,
    reads: isNothing(reads) ? undefined : reads,
    ...(declared.isInEnvelope && !isNothing(declared.reads) && { inEnvelope: declared.reads }),
    ...(returned && { returned }),
  };
}

/** What is read of a member wherever the code has it: `Item`, as `response["Item"]`, `result.Item` or `{ Item }`. */
export function readsOfMember(files: readonly CodeFile[], name: string): DataReads | undefined {
  // Of an answer's many members few are anywhere in the code.
  if (!files.some(({ text }) => text.includes(name))) return undefined;
  const reads = emptyReads();
  const isRead = walksOf(files).map(([, walk]) => walk.useMembers(name, reads));
  return isRead.includes(true) ? reads : undefined;
}

/** What code reads of the bodies of what HTTP requests answer, of all together; undefined: nothing. */
export function readsOfHttpBody(files: readonly CodeFile[]): DataReads | undefined {
  const reads = emptyReads();
  for (const [, walk] of walksOf(files)) walk.useHttpBodies(reads);
  // It is JSON, whether the code or its library parses it.
  const { json } = reads;
  delete reads.json;
  if (json) add(reads, json);
  return isNothing(reads) ? undefined : reads;
}

/** What code reads of answers to its calls. */
export interface AnswerReads {
  /** By the name of a member. */
  of(member: string): DataReads | undefined;
  httpBody(): DataReads | undefined;
}

export function answerReads(files: readonly CodeFile[]): AnswerReads {
  return { of: (member) => readsOfMember(files, member), httpBody: () => readsOfHttpBody(files) };
}

function walksOf(files: readonly CodeFile[]): (readonly [CodeParts, ReadsOfCode])[] {
  const all: ReadsOfCode[] = [];
  return files.flatMap((each): (readonly [CodeParts, ReadsOfCode])[] => {
    const code = codeParts(each);
    if (!code) return [];
    const walk = new ReadsOfCode(code.pieces, code.functions, all);
    all.push(walk);
    return [[code, walk]];
  });
}

/** What the handler's file calls types and schemas, with what those of its modules are. */
function shapesOf(own: CodeParts, files: readonly CodeFile[]): EventShapes {
  let shapes: EventShapes = new Map();
  const declares = (code: CodeParts): void => {
    shapes = code.statements ? pythonShapes(code.statements, shapes) : javascriptShapes(code.pieces, shapes);
  };
  // The farthest first: a module knows those that it imports.
  for (const file of [...files].reverse()) {
    const code = codeParts(file);
    if (code && code !== own) declares(code);
  }
  declares(own);
  return shapes;
}
