/** What is read off a machine once, for every rule and whoever else asks. */
import { scopesOf } from '../model/locate';
import type { Machine, Scope } from '../model/machine';
import type { SyntaxDocument } from '../syntax/tree';
import { definitionObjects, fieldUses } from './definitionObjects';
import type { DefinitionObject, FieldUse } from './definitionObjects';
import { expressionUses, pathUses } from './expressions';
import type { ExpressionUse, PathUse } from './expressions';

export interface MachineFacts {
  readonly document: SyntaxDocument;
  readonly machine: Machine;
  /** Every object whose fields the catalogue knows, in source order. */
  readonly objects: readonly DefinitionObject[];
  /** Every field of those objects that the catalogue knows and that has a value. */
  readonly fields: readonly FieldUse[];
  readonly scopes: readonly Scope[];
  /** Everything that is read as a JSONPath or an intrinsic call. */
  readonly paths: readonly PathUse[];
  /** Every `{% … %}` string that is evaluated. */
  readonly expressions: readonly ExpressionUse[];
}

export function machineFacts(machine: Machine): MachineFacts {
  const objects = definitionObjects(machine);
  const fields = fieldUses(objects);
  return {
    document: machine.document,
    machine,
    objects,
    fields,
    scopes: [...scopesOf(machine)],
    paths: pathUses(fields),
    expressions: expressionUses(fields),
  };
}
