/** Calls whose arguments are too few, too many or of a wrong type: AWS takes their definition, and they fail when they run. */
import type { IntrinsicParameter, IntrinsicSpec, IntrinsicType } from '../../catalog/intrinsics';
import { INTRINSIC_BY_NAME, intrinsicSignature } from '../../catalog/intrinsics';
import { isNumber } from '../../jsonNumber';
import { phrase } from '../../l10n/phrase';
import { queryProblem, type QueryProblem } from '../outcome';
import type { IntrinsicCall, IntrinsicNode } from './parseIntrinsic';

/**
 * What makes a call fail on every input, as far as its text alone tells: how many arguments it and the calls inside it have,
 * and of which types they are.
 */
export function argumentFault(call: IntrinsicCall): QueryProblem | undefined {
  for (const arg of call.args) {
    const fault = arg.kind === 'call' ? argumentFault(arg) : undefined;
    if (fault) return fault;
  }
  return ownFault(INTRINSIC_BY_NAME.get(call.name)!, call);
}

function ownFault(intrinsic: IntrinsicSpec, call: IntrinsicCall): QueryProblem | undefined {
  const { parameters, ignoresArguments } = intrinsic;
  if (ignoresArguments) return undefined;
  const least = parameters.filter((parameter) => !parameter.optional).length;
  const most = parameters.some((parameter) => parameter.rest) ? Infinity : parameters.length;
  if (call.args.length < least || call.args.length > most) {
    const expected =
      least === most ? `${least}` : most === Infinity ? phrase`at least ${least}` : phrase`${least} to ${most}`;
    const noun = least === 1 && (most === 1 || most === Infinity) ? phrase`argument` : phrase`arguments`;
    return queryProblem(
      phrase`${intrinsicSignature(intrinsic)} takes ${expected} ${noun}, not ${call.args.length}.`,
      call.offset,
      call.length,
    );
  }
  for (const [index, arg] of call.args.entries()) {
    const parameter = parameters[Math.min(index, parameters.length - 1)]!;
    const type = staticType(arg);
    if (type === undefined || isAssignable(type, parameter)) continue;
    return queryProblem(
      phrase`${call.name} expects ${withArticle(parameter.type)} for '${parameter.name}'; this is ${withArticle(type)}.`,
      arg.offset,
      arg.length,
    );
  }
  return undefined;
}

function staticType(arg: IntrinsicNode): IntrinsicType | 'null' | undefined {
  if (arg.kind === 'path') return undefined;
  if (arg.kind === 'call') return INTRINSIC_BY_NAME.get(arg.name)!.returns;
  if (arg.value === null) return 'null';
  return isNumber(arg.value) ? 'number' : (typeof arg.value as IntrinsicType);
}

function isAssignable(type: IntrinsicType | 'null', wanted: IntrinsicParameter): boolean {
  return (
    wanted.type === 'any' || type === 'any' || type === wanted.type || (wanted.orText === true && type === 'string')
  );
}

function withArticle(type: string): string {
  if (type === 'null' || type === 'any') return type;
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
}
