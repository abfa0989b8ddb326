import { INTRINSIC_BY_NAME, type IntrinsicType } from '../../catalog/intrinsics';
import { isJsonObject, type Json } from '../../json';
import { isNumber } from '../../jsonNumber';
import { phrase, type Phrase } from '../../l10n/phrase';
import { isQueryProblem, parseIntrinsic, type IntrinsicNode } from '../../query';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { valueAtPath } from '../paths';
import { shownValue } from '../values';

type Kind = Exclude<IntrinsicType, 'any' | 'boolean'>;

const WORDS: Readonly<Record<Kind, () => Phrase>> = {
  array: () => phrase`an array`,
  number: () => phrase`a number`,
  object: () => phrase`an object`,
  string: () => phrase`a text`,
};

function kindOf(value: Json): Kind | undefined {
  if (Array.isArray(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  return typeof value === 'string' ? 'string' : isNumber(value) ? 'number' : undefined;
}

const FAULT =
  /^(?:There was an error while evaluating the intrinsic function: (States\.[\s\S]+?\))(?:\.|$)|The function '(States\.[\s\S]+?\))' had the following error: The argument )/;

/** An intrinsic function whose path leads to a value of another type: `States.MathAdd($.count, 1)` with `"7"`. */
export const intrinsicArgument: Explain = (failure) => {
  const [, one, other] = FAULT.exec(bareCause(failure.cause)) ?? [];
  const written = one ?? other;
  const call = written === undefined ? undefined : parseIntrinsic(written);
  if (!call || isQueryProblem(call)) return undefined;
  const parameters = INTRINSIC_BY_NAME.get(call.name)?.parameters ?? [];
  for (const [index, argument] of call.args.entries()) {
    const wanted = parameters[Math.min(index, parameters.length - 1)]?.type;
    const said = wanted === undefined ? undefined : mistaken(argument, wanted, failure);
    if (said === undefined) continue;
    return { sentence: phrase`${said}, and ${call.name} takes ${WORDS[wanted as Kind]()} there.` };
  }
  return undefined;
};

function mistaken(argument: IntrinsicNode, wanted: IntrinsicType, failure: Parameters<Explain>[0]): Phrase | undefined {
  if (argument.kind !== 'path' || !Object.hasOwn(WORDS, wanted)) return undefined;
  const value = valueAtPath(argument.path.text, failure);
  if (value === undefined) return undefined;
  return kindOf(value) === wanted ? undefined : phrase`${argument.path.text} is ${shownValue(value)}`;
}
