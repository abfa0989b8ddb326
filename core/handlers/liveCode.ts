/** Which of a handler's code an invocation may come to, by the names that its functions mention: a module's others are not its own. */
import type { CodeParts } from './codeParts';
import { isCalledByName, type FunctionPlace } from './functionPlaces';
import { handlerPlace } from './handlerPlace';
import { enclosing } from './piecePlaces';
import type { Piece } from './pieces';

/** Of each file the pieces that may run; all, where the handler is not found. */
export function liveCode(files: readonly CodeParts[], exportName: string): ((at: number) => boolean)[] {
  const name = exportName.split('.').at(-1)!;
  const own = files.map(({ pieces, functions }) => handlerPlace(pieces, name, functions));
  const first = own.findIndex((place) => place !== undefined);
  if (first < 0) return files.map(() => () => true);
  const innermost = files.map(({ pieces, functions }) => functionsOf(pieces, functions));
  const mentioned = files.map(({ pieces }) => mentions(pieces));
  const live = new Set<FunctionPlace | undefined>([undefined]);
  const handler = innermost[first]![own[first]!.begin];
  if (handler) live.add(handler);
  const byName = new Map<string, FunctionPlace[]>();
  for (const each of files.flatMap(({ functions }) => functions))
    byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  // What a function that has come to be live mentions may make others so.
  for (let before = -1; before !== live.size;) {
    before = live.size;
    mentioned.forEach((each, file) => {
      for (const { at, text, isMember } of each) {
        if (!live.has(innermost[file]![at])) continue;
        for (const called of byName.get(text) ?? []) if (!isMember || isCalledByName(called)) live.add(called);
      }
    });
  }
  return innermost.map((each) => (at: number) => live.has(each[at]));
}

/** Of each piece the innermost function around it. */
function functionsOf(pieces: readonly Piece[], functions: readonly FunctionPlace[]): (FunctionPlace | undefined)[] {
  const around = new Array<FunctionPlace | undefined>(pieces.length);
  // The longest first: those within them come after.
  for (const each of [...functions].sort((a, b) => b.end - b.begin - (a.end - a.begin)))
    around.fill(each, each.begin, each.end);
  return around;
}

interface Mention {
  readonly at: number;
  readonly text: string;
  /** Behind a dot. */
  readonly isMember: boolean;
}

/** Names that stand for what they name: no declaration, no import, no key. */
function mentions(pieces: readonly Piece[]): Mention[] {
  let isImport = false;
  return pieces.flatMap(({ kind, text, indent }, at): Mention[] => {
    if (indent !== undefined) isImport = text === 'from' || text === 'import';
    if (kind !== 'name' || isImport) return [];
    const before = pieces[at - 1]?.text ?? '';
    const next = pieces[at + 1]?.text ?? '';
    if (/^(?:function|def|const|let|var|class|async)$/.test(before) || /^(?:=|:)$/.test(next)) return [];
    const isListed = /^[{,]$/.test(before) && /^[,}]$/.test(next) && pieces[enclosing(pieces, at)]?.text === '{';
    return isListed ? [] : [{ at, text, isMember: /^\??\.$/.test(before) }];
  });
}
