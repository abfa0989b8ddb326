import type { Expression } from '../tree';
import { asText, isList, isMap, plain } from '../value';
import type { HclMap, HclValue, Scope } from '../value';

/** One of Terraform's functions. Source: Terraform, "Built-in functions". */
export type HclFunction = PlainFunction | SpecialFunction;

export interface PlainFunction {
  readonly kind: 'plain';
  /** Undefined: it would fail. */
  call(values: readonly HclValue[], scope: Scope): HclValue | undefined;
  /** It knows what to do with values that are not known; others answer with the first of them. */
  readonly takesUnknown?: boolean;
  /** Values keep the note of where they come from. */
  readonly keepsSources?: boolean;
}

/** Decides itself what of its arguments is worked out. */
export interface SpecialFunction {
  readonly kind: 'special';
  call(
    written: readonly Expression[],
    scope: Scope,
    evaluate: (expression: Expression, scope: Scope) => HclValue,
  ): HclValue;
}

export type FunctionTable = { readonly [name: string]: HclFunction };

type Call = PlainFunction['call'];

/** A function of values that are all known. */
export const known = (call: Call): PlainFunction => ({ kind: 'plain', call });

/** One that takes values that are not known. */
export const lenient = (call: Call): PlainFunction => ({ kind: 'plain', call, takesUnknown: true });

/** One that gives one of its arguments as it is. */
export const choosing = (call: Call): PlainFunction => ({
  kind: 'plain',
  call,
  takesUnknown: true,
  keepsSources: true,
});

/** A function of texts; undefined, and so a mistake, where one of them is none. */
export const ofTexts = (call: (...texts: string[]) => HclValue | undefined): PlainFunction =>
  known((values) => {
    const texts = values.map(asText);
    return texts.every((text) => text !== undefined) ? call(...texts) : undefined;
  });

/** A function of numbers. */
export const ofNumbers = (call: (...numbers: number[]) => HclValue | undefined): PlainFunction =>
  known((values) => {
    const numbers = values.map((value) => (value === null ? NaN : Number(value)));
    return numbers.some(Number.isNaN) ? undefined : call(...numbers);
  });

export function asList(value: HclValue | undefined): readonly HclValue[] | undefined {
  const list = value === undefined ? undefined : plain(value);
  return isList(list) ? list : undefined;
}

export function asMap(value: HclValue | undefined): HclMap | undefined {
  const map = value === undefined ? undefined : plain(value);
  return isMap(map) ? map : undefined;
}

/** By code points of UTF-16, as good as by those of Unicode for names. */
export function byText(left: HclValue, right: HclValue): number {
  const [one, other] = [String(left), String(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}
