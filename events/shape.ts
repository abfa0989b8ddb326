/**
 * One description of an event from which both come: the sample, and the schema that holds others against it. A plain value
 * describes itself: an object all of whose members AWS always sends, a list by its first item, a text, a number. What is
 * more than that is said by one of the functions here.
 *
 * The type is that of the event, so that the compiler holds a description against `@types/aws-lambda`.
 */
import type { Phrase } from '../core/l10n/phrase';
import type { Schema, SchemaType } from './schema';

export type Described<T> = Shape<T> | Plain<T>;

export type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Described<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Described<T[Key]> }
      : T;

/** A sample beside the schema of all its like. */
export class Shape<T> {
  readonly isShape = true;

  constructor(
    readonly sample: T,
    readonly schema: Schema,
    /** `sometimes`: AWS sends it where it has it; `left out`: and the sample is without it. */
    readonly presence: 'always' | 'sometimes' | 'left out' = 'always',
  ) {}
}

/** Both of a description. */
export function shapeOf(described: unknown): Shape<unknown> {
  if (described instanceof Shape) return described as Shape<unknown>;
  if (Array.isArray(described)) return listShape(described);
  if (typeof described === 'object' && described !== null) return objectShape(Object.entries(described));
  return new Shape(described, { type: typeNameOf(described) });
}

function objectShape(members: readonly (readonly [name: string, described: unknown])[]): Shape<unknown> {
  const shapes = members
    .filter(([, described]) => described !== undefined)
    .map(([name, described]) => [name, shapeOf(described)] as const);
  const inSample = shapes.filter(([, { presence }]) => presence !== 'left out');
  const required = shapes.filter(([, { presence }]) => presence === 'always').map(([name]) => name);
  return new Shape(Object.fromEntries(inSample.map(([name, { sample }]) => [name, sample])), {
    type: 'object',
    properties: Object.fromEntries(shapes.map(([name, { schema }]) => [name, schema])),
    ...(required.length > 0 && { required }),
  });
}

function listShape(items: readonly unknown[]): Shape<unknown> {
  const shapes = items.map(shapeOf);
  return new Shape(
    shapes.map(({ sample }) => sample),
    { type: 'array', ...(shapes[0] && { items: shapes[0].schema }) },
  );
}

function typeNameOf(value: unknown): SchemaType {
  if (value === null) return 'null';
  return typeof value as 'string' | 'number' | 'boolean';
}

/** Always this one. */
export function exactly<const T extends string | number | boolean>(value: T): Shape<T> {
  return new Shape(value, { const: value });
}

/** One of these; the sample has the first. */
export function oneOf<const T extends string | number | boolean>(value: T, ...others: readonly T[]): Shape<T> {
  return new Shape(value, { enum: [...new Set([value, ...others])] });
}

/** AWS sends it where it has it, as in the sample. */
export function optional<T>(described: NoInfer<Described<T>>): Shape<T> {
  const { sample, schema } = shapeOf(described);
  return new Shape(sample as T, schema, 'sometimes');
}

/** AWS sends it at times, and the sample is without it, unless `isThere`. */
export function leftOut<T>(described: NoInfer<Described<T>>, isThere = false): Shape<T> {
  const { sample, schema } = shapeOf(described);
  return new Shape(sample as T, schema, isThere ? 'sometimes' : 'left out');
}

/** May be null; the sample is not, unless `isNull`. */
export function nullable<T>(described: NoInfer<Described<T>>, isNull = false): Shape<T> {
  const { sample, schema, presence } = shapeOf(described);
  const type =
    typeof schema.type === 'string' && schema.const === undefined ? [schema.type, 'null' as const] : undefined;
  const orNull: Schema = type ? { ...schema, type } : { anyOf: [schema, { type: 'null' }] };
  return new Shape((isNull ? null : sample) as T, orNull, presence);
}

/** An object whose members' names are data: all are like its first, or like `each`. */
export function mapOf<T>(members: NoInfer<Described<T>>, each?: unknown): Shape<T> {
  const shapes = Object.entries(members as object).map(([name, described]) => [name, shapeOf(described)] as const);
  const member = each === undefined ? shapes[0]?.[1].schema : shapeOf(each).schema;
  return new Shape(Object.fromEntries(shapes.map(([name, { sample }]) => [name, sample])) as T, {
    type: 'object',
    ...(member && { additionalProperties: member }),
  });
}

/** A list that AWS never sends empty. */
export function some<T>(items: NoInfer<Described<T>>): Shape<T> {
  const { sample, schema } = shapeOf(items);
  return new Shape(sample as T, { ...schema, minItems: 1 });
}

/** A list of so many. */
export function batch<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A list of which the items may be any of those in the sample. */
export function mixed<T>(items: NoInfer<Described<T>>): Shape<T> {
  const shapes = (items as readonly unknown[]).map(shapeOf);
  return new Shape(shapes.map(({ sample }) => sample) as T, {
    type: 'array',
    items: { anyOf: shapes.map(({ schema }) => schema) },
  });
}

/** One of several shapes; the sample is the first. */
export function either<T>(described: NoInfer<Described<T>>, ...others: readonly unknown[]): Shape<T> {
  const { sample, schema } = shapeOf(described);
  return new Shape(sample as T, { anyOf: [schema, ...others.map((each) => shapeOf(each).schema)] });
}

/** A text of a form. @param mustBe the sentence for any other */
export function matching(sample: string, pattern: RegExp, mustBe: Phrase): Shape<string> {
  return new Shape(sample, { type: 'string', pattern: pattern.source, patternErrorMessage: mustBe });
}

/** Whatever the user's own code puts there. */
export function anything<T>(sample: T): Shape<T> {
  return new Shape(sample, {});
}

/** Any object of the user's. */
export function anyObject<T>(sample: T): Shape<T> {
  return new Shape(sample, { type: 'object' });
}

/** With the sentence that an editor shows beside it. */
export function says<T>(description: Phrase, described: NoInfer<Described<T>>): Shape<T> {
  const { sample, schema, presence } = shapeOf(described);
  return new Shape(sample as T, { ...schema, description }, presence);
}
