/** Environment variables that functions are given after they are made: `fn.addEnvironment("TABLE", table.tableName)`. */
import type { Expression } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import { once } from '../../../once';
import { argumentOf, type Construct, type ConstructReader } from './constructs';

export class AddedVariables {
  /** By the construct. */
  private readonly all = once(() => this.read());

  constructor(private readonly reader: ConstructReader) {}

  /** In the order of the source. */
  of(construct: Construct): readonly (readonly [name: string, value: Placed])[] {
    return this.all().get(keyOf(construct)) ?? [];
  }

  private read(): ReadonlyMap<string, [name: string, value: Placed][]> {
    const { evaluate } = this.reader;
    const found = new Map<string, [name: string, value: Placed][]>();
    for (const call of this.reader.callsOfMethod('addEnvironment')) {
      const { callee } = call.expression;
      evaluate.begin();
      const object = callee.kind === 'member' ? evaluate.follow({ ...call, expression: callee.object }) : undefined;
      const construct = object && this.reader.objectAt(object);
      const key = argumentOf(call, 0, 'key');
      const name = key && evaluate.text(key);
      const value = argumentOf(call, 1, 'value');
      if (!construct || name === undefined || !value || this.isAbsent(value)) continue;
      const ofConstruct = keyOf(construct);
      found.set(ofConstruct, [...(found.get(ofConstruct) ?? []), [name, value]]);
    }
    return found;
  }

  /** Whether a value is of a parameter that this call of a helper leaves out: the helper asks first. */
  private isAbsent(value: Placed): boolean {
    const root = rootOf(value.expression);
    if (root.kind !== 'name') return false;
    const { expression } = this.reader.evaluate.follow({ ...value, expression: root });
    if (expression.kind === 'literal') return expression.value === null;
    const isLeftOut = expression.kind === 'name' && expression.name === root.name;
    return (
      isLeftOut &&
      [...value.bindings.keys()].some(({ parameters }) =>
        parameters.some(({ name, fields }) => name === root.name || fields?.has(root.name)),
      )
    );
  }
}

function rootOf(expression: Expression): Expression {
  return expression.kind === 'member' || expression.kind === 'item' ? rootOf(expression.object) : expression;
}

function keyOf({ call, path }: Construct): string {
  return JSON.stringify([call.scope.code.file, path]);
}
