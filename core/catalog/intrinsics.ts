/**
 * The intrinsic functions of JSONPath states: one table read by the parser (arity, argument types), by
 * evaluation, hover and completion. Source of all: AWS, "Intrinsic functions for JSONPath states in
 * Step Functions", and the States Language, "Intrinsic Functions".
 */
export type IntrinsicType = 'any' | 'array' | 'boolean' | 'number' | 'object' | 'string';

export interface IntrinsicParameter {
  readonly name: string;
  readonly type: IntrinsicType;
  readonly optional?: boolean;
  /** A text that spells such a value does, too. */
  readonly orText?: boolean;
  /** May be repeated; only the last parameter. */
  readonly rest?: boolean;
}

export interface IntrinsicSpec {
  readonly name: string;
  readonly parameters: readonly IntrinsicParameter[];
  readonly returns: IntrinsicType;
  /** Whatever stands in its brackets changes nothing. */
  readonly ignoresArguments?: boolean;
  /** Our own words, Markdown. */
  readonly doc: string;
  readonly example: string;
  /** What the example gives, as JSON text. */
  readonly result: string;
}

export const INTRINSICS_SOURCE = 'https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html';

const array = (name = 'array'): IntrinsicParameter => ({ name, type: 'array' });
const string = (name: string): IntrinsicParameter => ({ name, type: 'string' });
const number = (name: string): IntrinsicParameter => ({ name, type: 'number' });
const any = (name: string): IntrinsicParameter => ({ name, type: 'any' });

export const INTRINSICS: readonly IntrinsicSpec[] = [
  {
    name: 'States.Array',
    parameters: [{ name: 'value', type: 'any', optional: true, rest: true }],
    returns: 'array',
    doc: 'An array of the arguments, in order. Without arguments: an empty array.',
    example: "States.Array('a', 1, true)",
    result: '["a",1,true]',
  },
  {
    name: 'States.ArrayPartition',
    parameters: [array(), number('size')],
    returns: 'array',
    doc: 'The array cut into arrays of at most `size` items; the last may be shorter. A fraction of the size is cut off.',
    example: 'States.ArrayPartition(States.Array(1, 2, 3), 2)',
    result: '[[1,2],[3]]',
  },
  {
    name: 'States.ArrayContains',
    parameters: [array(), any('value')],
    returns: 'boolean',
    doc: 'Whether the array holds the value. Values are compared by their texts: `"1"` is `1`, and the order of keys counts.',
    example: 'States.ArrayContains(States.Array(1, 2, 3), 2)',
    result: 'true',
  },
  {
    name: 'States.ArrayRange',
    parameters: [number('first'), number('last'), number('step')],
    returns: 'array',
    doc: 'The numbers from `first` to `last`, both included, `step` apart. Fractions are cut off. At most 1,000 items.',
    example: 'States.ArrayRange(1, 9, 2)',
    result: '[1,3,5,7,9]',
  },
  {
    name: 'States.ArrayGetItem',
    parameters: [array(), number('index')],
    returns: 'any',
    doc: 'The item at the index, counted from 0; a fraction is cut off. Of an empty array: `null`.',
    example: "States.ArrayGetItem(States.Array('a', 'b'), 1)",
    result: '"b"',
  },
  {
    name: 'States.ArrayLength',
    parameters: [array()],
    returns: 'number',
    doc: 'How many items the array has.',
    example: 'States.ArrayLength(States.Array(1, 2, 3))',
    result: '3',
  },
  {
    name: 'States.ArrayUnique',
    parameters: [array()],
    returns: 'array',
    doc: 'The array without repeated values, in the order of a Java HashSet.',
    example: 'States.ArrayUnique(States.Array(1, 2, 2))',
    result: '[1,2]',
  },
  {
    name: 'States.Base64Encode',
    parameters: [string('text')],
    returns: 'string',
    doc: 'The text in Base64. At most 10,000 characters.',
    example: "States.Base64Encode('Hi')",
    result: '"SGk="',
  },
  {
    name: 'States.Base64Decode',
    parameters: [string('base64')],
    returns: 'string',
    doc: 'The text a Base64 string stands for. Characters of no Base64 are skipped. At most 10,000 characters.',
    example: "States.Base64Decode('SGk=')",
    result: '"Hi"',
  },
  {
    name: 'States.Hash',
    parameters: [any('data'), string('algorithm')],
    returns: 'string',
    doc: 'The digest of the data in hexadecimal. Algorithm: `MD5`, `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`. At most 10,000 characters.',
    example: "States.Hash('Hi', 'SHA-1')",
    result: '"94dd9e08c129c785f7f256e82fbe0a30e6d1ae40"',
  },
  {
    name: 'States.JsonMerge',
    parameters: [
      { name: 'first', type: 'object' },
      { name: 'second', type: 'object' },
      { name: 'deep', type: 'boolean', orText: true },
    ],
    returns: 'object',
    doc: 'One object with the members of both; the second wins. `deep` must be `false`: only shallow merging is supported.',
    example: 'States.JsonMerge(States.StringToJson(\'{"a":1}\'), States.StringToJson(\'{"b":2}\'), false)',
    result: '{"a":1,"b":2}',
  },
  {
    name: 'States.JsonToString',
    parameters: [any('value')],
    returns: 'string',
    doc: 'The value as compact JSON text.',
    example: 'States.JsonToString(States.Array(1, 2))',
    result: '"[1,2]"',
  },
  {
    name: 'States.StringToJson',
    parameters: [string('text')],
    returns: 'any',
    doc: 'The value a JSON text stands for. An empty text gives `null`.',
    example: "States.StringToJson('[1, 2]')",
    result: '[1,2]',
  },
  {
    name: 'States.MathRandom',
    parameters: [number('start'), number('end'), { name: 'seed', type: 'number', optional: true }],
    returns: 'number',
    doc: 'A random whole number from `start` (included) to `end` (excluded); fractions are cut off. The same seed gives the same number.',
    example: 'States.MathRandom(1, 2)',
    result: '1',
  },
  {
    name: 'States.MathAdd',
    parameters: [number('first'), number('second')],
    returns: 'number',
    doc: 'The sum of two whole numbers of 32 bits; fractions are rounded first, halves up. A negative second number subtracts.',
    example: 'States.MathAdd(5, -1)',
    result: '4',
  },
  {
    name: 'States.StringSplit',
    parameters: [string('text'), string('delimiters')],
    returns: 'array',
    doc: 'The parts of the text between any of the delimiter’s characters, without empty parts.',
    example: "States.StringSplit('a.b-c', '.-')",
    result: '["a","b","c"]',
  },
  {
    name: 'States.UUID',
    parameters: [],
    ignoresArguments: true,
    returns: 'string',
    doc: 'A random UUID, version 4.',
    example: 'States.UUID()',
    result: '"ca4c1140-dcc1-40cd-ad05-7b4aa23df4a8"',
  },
  {
    name: 'States.Format',
    parameters: [string('template'), { name: 'value', type: 'any', optional: true, rest: true }],
    returns: 'string',
    doc: "The template with each `{}` replaced by the next value. Write `\\\\{`, `\\\\}` and `\\\\'` for the characters themselves.",
    example: "States.Format('Hello {}, you are {}', 'Ann', 30)",
    result: '"Hello Ann, you are 30"',
  },
];

export const INTRINSIC_BY_NAME: ReadonlyMap<string, IntrinsicSpec> = new Map(
  INTRINSICS.map((intrinsic) => [intrinsic.name, intrinsic]),
);

/** `States.Hash(data, algorithm)`, optional parameters in brackets. */
export function intrinsicSignature({ name, parameters }: IntrinsicSpec): string {
  const texts = parameters.map((parameter) => {
    const text = parameter.rest ? `${parameter.name}…` : parameter.name;
    return parameter.optional ? `[${text}]` : text;
  });
  return `${name}(${texts.join(', ')})`;
}
