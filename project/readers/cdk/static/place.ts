import { LineTable } from '../../../../core/syntax/lineTable';
import type { Placed } from '../../../code/evaluate';
import type { SourcePlace } from '../../../project';

/** Where an expression begins. */
export function placeOf({ scope, expression }: Placed): SourcePlace {
  const { file, text } = scope.code;
  return { file, line: new LineTable(text).positionAt(expression.start).line };
}
