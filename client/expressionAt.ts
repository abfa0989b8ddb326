/** The path or variable under the cursor: `$.order.items[0]`, `$$.Execution.Id`, `$total`, `$states.input.id`. */

/** `$` as a name's ending (`"total.$"`) is no expression, and a name with a bracket behind it is a function. */
const EXPRESSION = /(?<![\w.$])\$\$?\w*(?:\.[A-Za-z_][\w-]*|\[(?:\d+|'[^']*')\])*(?!\w*\()/g;
const STEP = /\.[A-Za-z_][\w-]*|\[(?:\d+|'[^']*')\]|^\$\$?\w*/g;

/** Every expression of a line, whole. */
export function expressionsIn(line: string): { readonly start: number; readonly text: string }[] {
  return [...line.matchAll(EXPRESSION)].map(({ index, 0: text }) => ({ start: index, text }));
}

/** @returns the expression up to the step the cursor is on, as an editor does for `a.b.c`; undefined where there is none */
export function expressionAt(line: string, character: number): { start: number; text: string } | undefined {
  for (const { index, 0: whole } of line.matchAll(EXPRESSION)) {
    if (character < index || character > index + whole.length) continue;
    for (const step of whole.matchAll(STEP)) {
      const end = step.index + step[0].length;
      if (character <= index + end) return { start: index, text: whole.slice(0, end) };
    }
  }
  return undefined;
}
