/**
 * The functions an expression between `{%` and `%}` may call: JSONata 2.0.6 without `$eval`, and what
 * Step Functions adds. Read by hover, completion, the rules about names, and the evaluator.
 */
export interface JsonataFunctionSpec {
  /** Without `$`. */
  readonly name: string;
  /** Optional parameters in brackets. */
  readonly signature: string;
  /** Our own words, Markdown. */
  readonly doc: string;
  readonly example: string;
  /** What the example gives, as JSON text; absent where it differs from call to call. */
  readonly result?: string;
  readonly group: JsonataFunctionGroup;
}

export type JsonataFunctionGroup =
  | 'Step Functions'
  | 'string'
  | 'number'
  | 'aggregation'
  | 'boolean'
  | 'array'
  | 'object'
  | 'date and time'
  | 'higher order';

export const JSONATA_SOURCES: Readonly<Record<JsonataFunctionGroup, string>> = {
  'Step Functions': 'https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html',
  string: 'https://docs.jsonata.org/string-functions',
  number: 'https://docs.jsonata.org/numeric-functions',
  aggregation: 'https://docs.jsonata.org/aggregation-functions',
  boolean: 'https://docs.jsonata.org/boolean-functions',
  array: 'https://docs.jsonata.org/array-functions',
  object: 'https://docs.jsonata.org/object-functions',
  'date and time': 'https://docs.jsonata.org/date-time-functions',
  'higher order': 'https://docs.jsonata.org/higher-order-functions',
};

type Row = readonly [signature: string, doc: string, example: string, result?: string];

/** What Step Functions adds. The evaluator must have a function for each: the compiler asks for it. */
const ADDED = [
  [
    '$partition(array, size)',
    'The array cut into arrays of at most `size` items.',
    '$partition([1, 2, 3], 2)',
    '[[1,2],[3]]',
  ],
  [
    '$range(first, last, step)',
    'The numbers from `first` to `last`, both included, `step` apart; all of them without fractions.',
    '$range(1, 9, 4)',
    '[1,5,9]',
  ],
  [
    '$hash(data, algorithm)',
    'The digest of the data in hexadecimal. Algorithm: `MD5`, `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`.',
    '$hash("Hi", "SHA-1")',
    '"94dd9e08c129c785f7f256e82fbe0a30e6d1ae40"',
  ],
  [
    '$random([seed])',
    'A random number from 0 (included) to 1 (excluded); with a seed always the same one.',
    '$random(42)',
    '0.7275636800328681',
  ],
  ['$uuid()', 'A random UUID, version 4.', '$uuid()'],
  [
    '$parse(text)',
    'The value a JSON text stands for. Takes the place of `$eval`, which Step Functions does not have.',
    '$parse("[1, 2]")',
    '[1,2]',
  ],
] as const satisfies readonly Row[];

type NameOf<Signature> = Signature extends `$${infer Name}(${string}` ? Name : never;
export type AddedJsonataFunction = NameOf<(typeof ADDED)[number][0]>;

const ROWS: Readonly<Record<JsonataFunctionGroup, readonly Row[]>> = {
  'Step Functions': ADDED,
  string: [
    [
      '$string(value[, prettify])',
      'The value as text; objects and arrays as JSON, indented with `prettify`.',
      '$string({"a": 1})',
      '"{\\"a\\":1}"',
    ],
    ['$length(text)', 'How many characters the text has.', '$length("tea")', '3'],
    [
      '$substring(text, start[, length])',
      'The part from `start` (0 is the first character; negative counts from the end).',
      '$substring("teapot", 3, 2)',
      '"po"',
    ],
    [
      '$substringBefore(text, characters)',
      'What stands before the first occurrence; the whole text where there is none.',
      '$substringBefore("a=b", "=")',
      '"a"',
    ],
    [
      '$substringAfter(text, characters)',
      'What stands after the first occurrence; the whole text where there is none.',
      '$substringAfter("a=b", "=")',
      '"b"',
    ],
    ['$uppercase(text)', 'The text in upper case.', '$uppercase("tea")', '"TEA"'],
    ['$lowercase(text)', 'The text in lower case.', '$lowercase("TEA")', '"tea"'],
    [
      '$trim(text)',
      'The text without spaces at its ends, and with single spaces inside.',
      '$trim("  a   b ")',
      '"a b"',
    ],
    [
      '$pad(text, width[, character])',
      'The text filled up to the width: on the right, or on the left where it is negative.',
      '$pad("7", -3, "0")',
      '"007"',
    ],
    [
      '$contains(text, pattern)',
      'Whether the text holds another text or matches a regular expression.',
      '$contains("teapot", /pot$/)',
      'true',
    ],
    [
      '$split(text, separator[, limit])',
      'The parts between the separators: a text or a regular expression.',
      '$split("a, b", ", ")',
      '["a","b"]',
    ],
    ['$join(array[, separator])', 'The texts of the array as one.', '$join(["a", "b"], "-")', '"a-b"'],
    [
      '$match(text, pattern[, limit])',
      'The matches of a regular expression, each `{match, index, groups}`.',
      '$match("a1", /[0-9]/).match',
      '"1"',
    ],
    [
      '$replace(text, pattern, replacement[, limit])',
      'The text with matches replaced; `$1` in the replacement is the first group.',
      '$replace("a-b", "-", "+")',
      '"a+b"',
    ],
    ['$base64encode(text)', 'The text in Base64.', '$base64encode("Hi")', '"SGk="'],
    ['$base64decode(text)', 'The text a Base64 string stands for.', '$base64decode("SGk=")', '"Hi"'],
    ['$encodeUrlComponent(text)', 'The text escaped for one part of a URL.', '$encodeUrlComponent("a b")', '"a%20b"'],
    [
      '$encodeUrl(text)',
      'The text escaped as a whole URL: `:`, `/` and `?` stay.',
      '$encodeUrl("https://x.y/a b")',
      '"https://x.y/a%20b"',
    ],
    [
      '$decodeUrlComponent(text)',
      'The text without the escapes of a part of a URL.',
      '$decodeUrlComponent("a%20b")',
      '"a b"',
    ],
    [
      '$decodeUrl(text)',
      'The text without the escapes of a URL.',
      '$decodeUrl("https://x.y/a%20b")',
      '"https://x.y/a b"',
    ],
  ],
  number: [
    ['$number(value)', 'The number a text or boolean stands for.', '$number("2.5")', '2.5'],
    ['$abs(number)', 'The number without its sign.', '$abs(-2)', '2'],
    ['$floor(number)', 'The next whole number below.', '$floor(2.7)', '2'],
    ['$ceil(number)', 'The next whole number above.', '$ceil(2.1)', '3'],
    [
      '$round(number[, precision])',
      'Rounded to a whole number or to `precision` digits; halves go to the even neighbour.',
      '$round(2.5)',
      '2',
    ],
    ['$power(base, exponent)', 'The base raised to the exponent.', '$power(2, 10)', '1024'],
    ['$sqrt(number)', 'The square root.', '$sqrt(9)', '3'],
    [
      '$formatNumber(number, picture[, options])',
      'The number as text after an XPath picture.',
      '$formatNumber(1234.5, "#,##0.00")',
      '"1,234.50"',
    ],
    ['$formatBase(number[, radix])', 'The whole number in another base, 2 to 36.', '$formatBase(255, 16)', '"ff"'],
    [
      '$formatInteger(number, picture)',
      'The whole number as text: `w` spells it out, `I` writes Roman numerals, `0001` pads.',
      '$formatInteger(12, "0001")',
      '"0012"',
    ],
    [
      '$parseInteger(text, picture)',
      'The whole number a text stands for, read after a picture.',
      '$parseInteger("0012", "0001")',
      '12',
    ],
  ],
  aggregation: [
    ['$sum(array)', 'The sum of the numbers.', '$sum([1, 2, 3])', '6'],
    ['$max(array)', 'The greatest of the numbers.', '$max([1, 3, 2])', '3'],
    ['$min(array)', 'The least of the numbers.', '$min([2, 1, 3])', '1'],
    ['$average(array)', 'The mean of the numbers.', '$average([1, 2, 3])', '2'],
  ],
  boolean: [
    [
      '$boolean(value)',
      'False for nothing, null, 0, empty texts, arrays and objects; true otherwise.',
      '$boolean("")',
      'false',
    ],
    ['$not(value)', 'The opposite of `$boolean`.', '$not(true)', 'false'],
    ['$exists(value)', 'Whether the expression finds anything.', '$exists($states.input.id)', 'false'],
  ],
  array: [
    ['$count(array)', 'How many items there are: 0 for nothing, 1 for a single value.', '$count(["a", "b"])', '2'],
    ['$append(first, second)', 'One array of both.', '$append([1], [2, 3])', '[1,2,3]'],
    [
      '$sort(array[, function])',
      'The array in order; the function tells whether its first argument comes after its second.',
      '$sort([3, 1, 2])',
      '[1,2,3]',
    ],
    ['$reverse(array)', 'The array back to front.', '$reverse([1, 2])', '[2,1]'],
    ['$shuffle(array)', 'The array in random order.', '$shuffle([1, 2, 3])'],
    ['$distinct(array)', 'The array without repeated values.', '$distinct([1, 2, 2])', '[1,2]'],
    [
      '$zip(array1, …)',
      'Arrays of the first items, the second items, and so on.',
      '$zip([1, 2], ["a", "b"])',
      '[[1,"a"],[2,"b"]]',
    ],
  ],
  object: [
    [
      '$keys(object)',
      'The names of the members, also of all objects in an array.',
      '$keys({"a": 1, "b": 2})',
      '["a","b"]',
    ],
    ['$lookup(object, key)', 'The member with that name.', '$lookup({"a b": 1}, "a b")', '1'],
    ['$spread(object)', 'An array of objects with one member each.', '$spread({"a": 1, "b": 2})', '[{"a":1},{"b":2}]'],
    [
      '$merge(array)',
      'One object with the members of all; later ones win.',
      '$merge([{"a": 1}, {"b": 2}])',
      '{"a":1,"b":2}',
    ],
    [
      '$sift(object, function)',
      'The members for which the function (value, key) is true.',
      '$sift({"a": 1, "b": 2}, function($v) { $v > 1 })',
      '{"b":2}',
    ],
    [
      '$each(object, function)',
      'What the function (value, key) gives for each member.',
      '$each({"a": 1}, function($v, $k) { $k & $v })',
      '"a1"',
    ],
    ['$error([message])', 'Fails the evaluation with the message.', '$error("No order")'],
    [
      '$assert(condition[, message])',
      'Fails the evaluation with the message unless the condition is true.',
      '$assert($states.input.total > 0, "Nothing to pay")',
    ],
    [
      '$type(value)',
      '`"null"`, `"number"`, `"string"`, `"boolean"`, `"array"`, `"object"` or `"function"`.',
      '$type([])',
      '"array"',
    ],
    ['$clone(value)', 'A deep copy.', '$clone({"a": 1})', '{"a":1}'],
  ],
  'date and time': [
    [
      '$now([picture[, timezone]])',
      'The time of the evaluation as text, ISO 8601 unless a picture is given.',
      '$now()',
    ],
    ['$millis()', 'The time of the evaluation in milliseconds since 1970.', '$millis()'],
    ['$fromMillis(number[, picture[, timezone]])', 'The time as text.', '$fromMillis(0)', '"1970-01-01T00:00:00.000Z"'],
    [
      '$toMillis(text[, picture])',
      'The milliseconds since 1970 a time in text stands for.',
      '$toMillis("1970-01-01T00:00:01Z")',
      '1000',
    ],
  ],
  'higher order': [
    [
      '$map(array, function)',
      'What the function (item, index, array) gives for each item.',
      '$map([1, 2], function($i) { $i * 2 })',
      '[2,4]',
    ],
    [
      '$filter(array, function)',
      'The items for which the function (item, index, array) is true.',
      '$filter([1, 2, 3], function($i) { $i > 1 })',
      '[2,3]',
    ],
    [
      '$single(array, function)',
      'The one item for which the function is true; fails where there are none or more.',
      '$single([1, 2], function($i) { $i > 1 })',
      '2',
    ],
    [
      '$reduce(array, function[, init])',
      'All items brought together by the function (so far, item).',
      '$reduce([1, 2, 3], function($a, $b) { $a + $b })',
      '6',
    ],
  ],
};

export const JSONATA_FUNCTIONS: readonly JsonataFunctionSpec[] = (
  Object.entries(ROWS) as [JsonataFunctionGroup, readonly Row[]][]
).flatMap(([group, rows]) =>
  rows.map(([signature, doc, example, result]) => {
    const name = signature.slice(1, signature.indexOf('('));
    return { name, signature, doc, example, result, group };
  }),
);

export const JSONATA_FUNCTION_BY_NAME: ReadonlyMap<string, JsonataFunctionSpec> = new Map(
  JSONATA_FUNCTIONS.map((spec) => [spec.name, spec]),
);

/** Functions of JSONata that Step Functions does not have, each with what to do in its place. */
export const ABSENT_JSONATA_FUNCTIONS: { readonly [name: string]: string } = {
  eval: 'To read JSON text, use $parse.',
};

/** Whether JSONata has a function of that name (without `$`), on Step Functions or not: a variable need not be assigned for it. */
export function isJsonataFunction(name: string): boolean {
  return JSONATA_FUNCTION_BY_NAME.has(name) || Object.hasOwn(ABSENT_JSONATA_FUNCTIONS, name);
}
