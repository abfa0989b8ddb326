/** What a handler's own text declares of its event: the names of its types, and what schemas and models ask of it. */
import { memberReads, resolved, type EventShapes } from './eventShapes';
import type { HandlerPlace } from './handlerPlace';
import { closing, type Piece } from './pieces';
import { emptyReads, type DataReads } from './reads';
import { schemaCall } from './schemaCalls';

export interface DeclaredEvent {
  /** Names of types, data classes, schemas and envelopes, such as `SQSEvent`. */
  readonly types: readonly string[];
  /** What must be there: of the event, or of what Powertools takes out of it where an envelope is named. */
  readonly reads: DataReads;
  readonly isInEnvelope: boolean;
}

/** Of a comment in JavaScript: `@type {import('aws-lambda').SQSHandler}`, `@param {SQSEvent} event`. */
const IN_COMMENTS = /@(?:type|param|satisfies)\s*\{([^}]*)\}/g;

export function declaredEvent(
  { pieces, text, shapes }: { readonly pieces: readonly Piece[]; readonly text: string; readonly shapes: EventShapes },
  { at, event, types, typeAt }: HandlerPlace,
): DeclaredEvent {
  const isPython = pieces[0]?.indent !== undefined;
  const beside = isPython ? decorators(pieces, at) : comments(text, pieces[at]!.text);
  const { names, reads } = resolved([...types, ...beside, ...parsedWith(pieces, event, shapes)], shapes);
  const must = emptyReads();
  const inline = typeAt !== undefined && pieces[typeAt]?.text === '{';
  if (inline) memberReads(pieces, typeAt, shapes, must);
  const isInEnvelope = names.some((name) => /Envelope(?:V2)?$/.test(name));
  return { types: names, reads: inline ? must : reads, isInEnvelope };
}

/** Schemas and envelopes that the event is held against: `S.parse(event)`, `parser({ schema: S })`, `parse(event, model=S)`. */
function parsedWith(pieces: readonly Piece[], event: string | undefined, shapes: EventShapes): string[] {
  const text = (at: number): string => pieces[at]?.text ?? '';
  return pieces.flatMap((piece, at): string[] => {
    if (piece.kind !== 'name' || text(at + 1) !== '(') return [];
    const given = pieces.slice(at + 2, closing(pieces, at + 2));
    const words = given.filter(({ kind }) => kind === 'name').map((each) => each.text);
    const named = words.filter((word) => shapes.has(word) || /^[A-Z]\w*(?:Schema|Model|Envelope)(?:V2)?$/.test(word));
    const call = schemaCall(piece.text);
    const isOf = call && !call.takesText && text(at - 1) === '.' && text(at + 2) === event;
    // `SqsEnvelope.parse(event, S)`
    if (isOf && pieces[at - 2]?.kind === 'name') return [text(at - 2), ...named.filter((name) => name !== event)];
    if (piece.text !== 'parser' && !(piece.text === 'parse' && text(at - 1) !== '.')) return [];
    return piece.text === 'parse' && !words.includes(event ?? '') ? [] : named;
  });
}

/** The names in the decorators before `def`: `@event_source(data_class=SQSEvent)`. */
function decorators(pieces: readonly Piece[], at: number): string[] {
  const names: string[] = [];
  // What no decorator is found for is a statement before it.
  let pending: string[] = [];
  for (let index = at - 2; index >= 0 && index > at - 80; index--) {
    const { kind, text } = pieces[index]!;
    if (/^(?:def|return|import|class)$/.test(text)) break;
    if (kind === 'name') pending.push(text);
    if (text !== '@') continue;
    names.push(...pending);
    pending = [];
  }
  return names;
}

function comments(text: string, name: string): string[] {
  const before = text.slice(0, new RegExp(`\\b${name.replace(/\W/g, '')}\\b(?!['"])`).exec(text)?.index ?? 0);
  const last = /\/\*\*(?:[^*]|\*(?!\/))*\*\/[^;{}]*$/.exec(before)?.[0] ?? '';
  return [...last.matchAll(IN_COMMENTS)].flatMap(([, type = '']) => type.match(/[\p{L}_]\w*/gu) ?? []);
}
