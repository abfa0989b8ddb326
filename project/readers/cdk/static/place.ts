import { LineTable } from '../../../../core/syntax/lineTable';
import type { Code } from '../../../code/code';
import type { Placed } from '../../../code/evaluate';
import type { SourcePlace } from '../../../project';

const tables = new WeakMap<Code, LineTable>();

/** Where an expression begins. */
export function placeOf({ scope, expression }: Placed): SourcePlace {
  const { code } = scope;
  const lines = tables.get(code) ?? new LineTable(code.text);
  tables.set(code, lines);
  return { file: code.file, line: lines.positionAt(expression.start).line };
}
