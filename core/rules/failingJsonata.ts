import { phrase, saidAlready } from '../l10n/phrase';
import type { CertainResult } from '../facts/certainFailures';
import { isDistributed } from '../facts/definitionObjects';
import type { ExpressionUse } from '../facts/expressions';
import { findVariable, variablesOf } from '../facts/variables';
import { fieldFault, forValue, ofWrongType, typeName, typeOfField, type FieldType } from '../query';
import { jsonText } from '../jsonText';
import { sentenceOf } from '../query/jsonata/evaluationFault';
import type { Report, RuleContext } from './rule';

/** The parts of JSONata expressions that fail whatever the data are, and what their fields never take; of `fails-always`. */
export function reportFailingJsonata(context: RuleContext, report: Report): void {
  const { certain } = context.options;
  if (!certain) return;
  const variables = variablesOf(context);
  const assigned = new Set(variables.assignments.map(({ name }) => name));
  for (const use of context.expressions) {
    const { node, field, offset, source, read } = use;
    // What AWS refuses never runs.
    if ('problem' in read || read.rootless.length > 0) continue;
    for (const failure of certain.failuresOf(source)) {
      // A variable of the same name takes the place of a function, and one that nobody assigns is reported as such.
      if (failure.names.some((name) => assigned.has(name))) continue;
      const { state } = field.object;
      if (failure.variable !== undefined && !(state && findVariable(variables, failure.variable, state.scope)))
        continue;
      report(node, phrase`This always fails in a run: ${saidAlready(sentenceOf(failure.words))}`, {
        part: { offset: offset + failure.offset, length: failure.length },
      });
    }
    const expected = expectedType(use);
    const result = expected && certain.resultOf(source);
    if (!result || result.names.some((name) => assigned.has(name))) continue;
    const fault = faultOf(result, field.spec.name, expected);
    if (fault === undefined) continue;
    const start = source.search(/\S/);
    report(node, phrase`This always fails in a run: ${saidAlready(fault)}`, {
      part: { offset: offset + start, length: source.trim().length },
    });
  }
}

/** What the field takes; undefined where the expression is a part of its value only. */
function expectedType({ node, field }: ExpressionUse): readonly FieldType[] | undefined {
  const type = node === field.value ? typeOfField(field.spec.name) : undefined;
  const { state } = field.object;
  // A Distributed Map goes over the entries of an object, too.
  if (type === 'array' && state && isDistributed(state) !== false) return [type, 'object'];
  return type && [type];
}

/** What the run says of what the expression always gives. */
function faultOf({ kinds, value }: CertainResult, field: string, expected: readonly FieldType[]): string | undefined {
  const types = Array.from(kinds).flatMap((kind) => TYPES[kind] ?? []);
  if (types.length === 0) return undefined;
  if (types.some((type) => expected.some((each) => each === type))) {
    return value === undefined ? undefined : fieldFault(field, value);
  }
  const actual = value === undefined ? types.join(`', '`) : typeName(value);
  const shown = value === undefined ? '' : forValue(shortText(jsonText(value)));
  return sentenceOf(`${ofWrongType(expected[0]!, actual)}${shown}`);
}

const LONGEST_SHOWN = 100;

function shortText(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** The names of kinds. What is missing or a function is told of elsewhere. */
const TYPES: { readonly [kind: string]: string } = {
  a: 'array',
  s: 'string',
  n: 'number',
  b: 'boolean',
  l: 'null',
  o: 'object',
};
