/**
 * Intrinsic calls as closures. Whatever is wrong with the arguments of a call fails when it runs, as States.Runtime with one
 * form of words (recorded).
 */
import type { IntrinsicSpec, IntrinsicType } from '../../catalog/intrinsics';
import { INTRINSIC_BY_NAME } from '../../catalog/intrinsics';
import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import { isNumber } from '../../jsonNumber';
import { jsonText } from '../../jsonText';
import type { Evaluated, QueryProblem, QueryScope } from '../outcome';
import { inEnglish } from '../../l10n/phrase';
import { EvaluationFailure, failure, isQueryProblem, settled } from '../outcome';
import { compileParsedPath } from '../path/compilePath';
import { IntrinsicError } from './intrinsicError';
import { INTRINSIC_FUNCTIONS } from './intrinsicFunctions';
import type { IntrinsicCall, IntrinsicNode } from './parseIntrinsic';
import { parseIntrinsic } from './parseIntrinsic';

export interface CompiledIntrinsic {
  readonly text: string;
  readonly parsed: IntrinsicCall;
  evaluate(scope: QueryScope): Evaluated;
  /** Throws {@link EvaluationFailure}. */
  compute(scope: QueryScope): Json;
}

/** Compiles a call such as `States.MathAdd($.count, 1)`. */
export function compileIntrinsic(text: string): CompiledIntrinsic | QueryProblem {
  const parsed = inEnglish(() => parseIntrinsic(text));
  if (isQueryProblem(parsed)) return parsed;
  const compute = compileCall(parsed, text);
  return { text, parsed, compute, evaluate: (scope) => settled(compute, scope) };
}

type Evaluate = (scope: QueryScope) => Json;

function compileCall(call: IntrinsicCall, text: string): Evaluate {
  const implementation = INTRINSIC_FUNCTIONS.get(call.name)!;
  const spec = INTRINSIC_BY_NAME.get(call.name)!;
  const args = call.args.map((arg) => compileArgument(arg, call, text));
  return (scope) => {
    const values: Json[] = [];
    for (let index = 0; index < args.length; index++) values.push(args[index]!(scope));
    try {
      if (!takes(spec, values)) throw new IntrinsicError();
      return implementation(values, scope);
    } catch (error) {
      if (!(error instanceof IntrinsicError)) throw error;
      const said = error.said ?? `Invalid arguments in ${call.name}`;
      const cause = `There was an error while evaluating the intrinsic function: ${callText(call, text)}. ${said}`;
      throw new EvaluationFailure(failure('States.Runtime', cause));
    }
  };
}

function compileArgument(arg: IntrinsicNode, call: IntrinsicCall, text: string): Evaluate {
  switch (arg.kind) {
    case 'literal': {
      // States.Format reads the escapes of its template itself, to tell `\{}` from `{}`.
      const isTemplate = call.name === 'States.Format' && arg === call.args[0];
      const value = isTemplate && arg.raw !== undefined ? arg.raw : arg.value;
      return () => value;
    }
    case 'call':
      return compileCall(arg, text);
    case 'path': {
      const path = compileParsedPath(arg.path);
      return (scope) => {
        const value = path.valueIn(scope);
        if (value !== undefined) return value;
        throw new EvaluationFailure(
          failure(
            'States.Runtime',
            `The function '${callText(call, text)}' had the following error: The JsonPath argument for the field '${path.text}' could not be found in the input '${jsonText(scope.input)}'`,
          ),
        );
      };
    }
  }
}

function callText(call: IntrinsicCall, text: string): string {
  return text.slice(call.offset, call.offset + call.length);
}

const TYPE_TESTS: Readonly<Record<IntrinsicType, (value: Json) => boolean>> = {
  any: () => true,
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  number: isNumber,
  object: isJsonObject,
  string: (value) => typeof value === 'string',
};

function takes({ parameters, ignoresArguments }: IntrinsicSpec, values: readonly Json[]): boolean {
  if (ignoresArguments) return true;
  const last = parameters.at(-1);
  if (values.length > parameters.length && !last?.rest) return false;
  if (parameters.some(({ optional }, index) => !optional && index >= values.length)) return false;
  return values.every((value, index) => {
    const { type, orText } = parameters[index] ?? last!;
    return TYPE_TESTS[type](value) || (orText === true && typeof value === 'string');
  });
}
