/** Intrinsic function calls that fail whatever the data are: found by calling the functions themselves. */
import { INTRINSIC_BY_NAME } from '../catalog/intrinsics';
import type { IntrinsicType } from '../catalog/intrinsics';
import type { Json, JsonObject } from '../json';
import { argumentFault, compileIntrinsic, isQueryProblem } from '../query';
import type { IntrinsicNode } from '../query';

type Call = IntrinsicNode & { readonly kind: 'call' };

/** A call that fails, as a part of the text that it stands in. */
export interface FailingCall {
  readonly offset: number;
  readonly length: number;
  /** What is wrong with its arguments, else what a run would say, without the sentence about the state. */
  readonly cause: string;
}

/** Texts seen last; each keystroke asks for all of a file again. */
const MOST_KEPT = 2_000;
const kept = new Map<string, readonly FailingCall[]>();

/** The calls in a text that fail on every input, innermost first: those around them fail by them. */
export function failingCalls(text: string, call: Call): readonly FailingCall[] {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const found = failuresIn(call, text);
  kept.set(text, found);
  return found;
}

function failuresIn(call: Call, text: string): FailingCall[] {
  const inner = call.args.flatMap((arg) => (arg.kind === 'call' ? failuresIn(arg, text) : []));
  if (inner.length > 0) return inner;
  const cause = causeOf(call, text);
  if (cause === undefined) return [];
  const fault = argumentFault(call);
  return [fault ? { ...fault, cause: fault.message } : { offset: call.offset, length: call.length, cause }];
}

/** More arguments than these are not tried in every combination. */
const MOST_UNKNOWN = 3;
const MOST_TRIES = 4_000;

/** Why a call fails with every value that its unknown arguments may have; undefined where it may succeed. */
function causeOf(call: Call, text: string): string | undefined {
  const { parameters } = INTRINSIC_BY_NAME.get(call.name)!;
  const numbers = call.args.flatMap((arg) => literalNumbers(arg));
  const unknown: { readonly name: string; readonly samples: readonly Json[] }[] = [];
  const args = call.args.map((arg, index) => {
    const written = text.slice(arg.offset, arg.offset + arg.length);
    if (isConstant(arg)) return written;
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    const name = `unknown${index}`;
    // What a template is filled with is anything; what the template is depends on how much there is.
    const count = call.args.length - 1;
    unknown.push({
      name,
      samples:
        returnedSamples(arg, numbers, count) ??
        (parameter?.rest ? ['x'] : samplesFor(parameter?.type ?? 'any', numbers, count)),
    });
    return `$.${name}`;
  });
  if (unknown.filter(({ samples }) => samples.length > 1).length > MOST_UNKNOWN) return undefined;
  const tried = `${call.name}(${args.join(', ')})`;
  const compiled = compileIntrinsic(tried);
  if (isQueryProblem(compiled)) return undefined;
  let first: string | undefined;
  let tries = 0;
  for (const input of combinations(unknown)) {
    if (tries++ > MOST_TRIES) return undefined;
    const result = compiled.evaluate({ input, context: {}, variables: {}, random: () => 0.5, uuid: () => SOME_UUID });
    if (result.ok) return undefined;
    first ??= result.cause;
  }
  return first?.replaceAll(tried, text.slice(call.offset, call.offset + call.length));
}

const SOME_UUID = '00000000-0000-4000-8000-000000000000';

/** Whether a call gives the same in every execution; what fails of one UUID fails of each. */
function isConstant(node: IntrinsicNode): boolean {
  if (node.kind !== 'call') return node.kind === 'literal';
  return node.name !== 'States.MathRandom' && node.args.every(isConstant);
}

function literalNumbers(node: IntrinsicNode): number[] {
  if (node.kind === 'call') return node.args.flatMap(literalNumbers);
  const value = node.kind === 'literal' && node.value !== null ? Number(node.value) : NaN;
  return Number.isFinite(value) ? [value] : [];
}

/** A longer list than this is not made: a call with such an index is not looked at. */
const LONGEST_LIST = 20_000;

/** Values that a call inside may give; undefined where those may be of any kind. */
function returnedSamples(arg: IntrinsicNode, numbers: readonly number[], count: number): readonly Json[] | undefined {
  const returns = arg.kind === 'call' ? INTRINSIC_BY_NAME.get(arg.name)!.returns : 'any';
  return returns === 'any' ? undefined : samplesOf(numbers, count)[returns];
}

/** Values of each kind with which a call can succeed, those of the wanted kind first. */
function samplesFor(type: IntrinsicType, numbers: readonly number[], count: number): readonly Json[] {
  const ofType = samplesOf(numbers, count);
  return [
    ...(ofType[type] ?? []),
    ...Object.entries(ofType).flatMap(([name, values]) => (name === type ? [] : values)),
    null,
  ];
}

function samplesOf(numbers: readonly number[], count: number): { readonly [type: string]: readonly Json[] } {
  const most = Math.max(1, ...numbers.map((each) => Math.ceil(Math.abs(each)))) + 2;
  const list: Json = Array.from({ length: Math.min(most, LONGEST_LIST) }, (_, index) => index);
  const near = numbers.flatMap((each) => [each - 1, each + 1, -each]);
  return {
    array: [list, ['x'], []],
    number: [1, 0, -1, 2, ...near],
    string: ['{}'.repeat(count), '', '1', 'eA==', 'SHA-1', '{"a":1}', 'false'],
    boolean: [false, true],
    object: [{ a: 1 }, {}],
  };
}

function* combinations(
  unknown: readonly { readonly name: string; readonly samples: readonly Json[] }[],
  chosen: JsonObject = {},
): Generator<JsonObject> {
  const [first, ...others] = unknown;
  if (!first) return yield chosen;
  for (const sample of first.samples) yield* combinations(others, { ...chosen, [first.name]: sample });
}
