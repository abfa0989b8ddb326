import type { Piece } from './pieces';
import type { RaisedErrors } from './raisedErrors';

/** `raise OrderNotFound(…)`, `raise errors.OrderNotFound`. */
export function pythonErrors(files: readonly (readonly Piece[])[]): RaisedErrors {
  const classes = new Set(files.flatMap((pieces) => namesBehind(pieces, 'class')));
  const names = files.flatMap((pieces) => {
    const original = renamed(pieces);
    return pieces.flatMap(({ text }, at) => {
      if (text !== 'raise' || pieces[at + 1]?.kind !== 'name') return [];
      let last = at + 1;
      while (pieces[last + 1]?.text === '.' && pieces[last + 2]?.kind === 'name') last += 2;
      const name = original.get(pieces[last]!.text) ?? pieces[last]!.text;
      // What is raised again by its variable has a name that does not show.
      return classes.has(name) || /^[A-Z]\w*[a-z]/.test(name) ? [name] : [];
    });
  });
  return { names, misnamed: [] };
}

function namesBehind(pieces: readonly Piece[], word: string): string[] {
  return pieces.flatMap(({ text, kind }, at) =>
    kind === 'name' && text === word && pieces[at + 1]?.kind === 'name' ? [pieces[at + 1]!.text] : [],
  );
}

/** `from errors import NotFound as Missing`: what it is called where it comes from, by its name here. */
function renamed(pieces: readonly Piece[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // `except NotFound as error` names an error, not a class.
  let isImport = false;
  pieces.forEach(({ text, kind, indent }, at) => {
    if (indent !== undefined) isImport = false;
    if (text === 'import') isImport = true;
    const [before, behind] = [pieces[at - 1], pieces[at + 1]];
    if (isImport && kind === 'name' && text === 'as' && before?.kind === 'name' && behind?.kind === 'name') {
      found.set(behind.text, before.text);
    }
  });
  return found;
}
