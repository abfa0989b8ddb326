/** Intrinsic calls as closures. */
import type { IntrinsicParameter, IntrinsicType } from '../../catalog/intrinsics';
import { INTRINSIC_BY_NAME } from '../../catalog/intrinsics';
import type { Json } from '../../json';
import { isJsonObject } from '../../json';
import { jsonText } from '../jsonText';
import type { Evaluated, QueryFailure, QueryProblem, QueryScope } from '../outcome';
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
  const { parameters } = INTRINSIC_BY_NAME.get(call.name)!;
  const args = call.args.map((arg) => compileArgument(arg, call, text));
  return (scope) => {
    const values: Json[] = [];
    for (let index = 0; index < args.length; index++) values.push(args[index]!(scope));
    try {
      checkCount(values, call.name);
      checkTypes(values, parameters);
      return implementation(values, scope);
    } catch (error) {
      if (!(error instanceof IntrinsicError)) throw error;
      throw new EvaluationFailure(describe(error, callText(call, text)));
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

function describe(error: IntrinsicError, call: string): QueryFailure {
  if (error.error === 'States.Runtime') {
    const cause = `There was an error while evaluating the intrinsic function: ${call}: ${error.message}`;
    return failure(error.error, cause);
  }
  return failure(error.error, `The function '${call}' had the following error: ${error.message}`);
}

function callText(call: IntrinsicCall, text: string): string {
  return text.slice(call.offset, call.offset + call.length);
}

const TYPE_TESTS: Readonly<Record<IntrinsicType, (value: Json) => boolean>> = {
  any: () => true,
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  object: isJsonObject,
  string: (value) => typeof value === 'string',
};

function checkCount(values: readonly Json[], name: string): void {
  const { parameters } = INTRINSIC_BY_NAME.get(name)!;
  const least = parameters.filter(({ optional }) => !optional).length;
  const most = parameters.some(({ rest }) => rest) ? Infinity : parameters.length;
  if (parameters.length > 0 && (values.length < least || values.length > most)) {
    throw new IntrinsicError(`Invalid arguments in ${name}`);
  }
}

function checkTypes(values: readonly Json[], parameters: readonly IntrinsicParameter[]): void {
  if (parameters.length === 0) return;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const parameter = parameters[Math.min(index, parameters.length - 1)]!;
    if (TYPE_TESTS[parameter.type](value)) continue;
    throw new IntrinsicError(
      `The argument '${parameter.name}' must be of type ${parameter.type}, but was ${jsonText(value)}`,
    );
  }
}
