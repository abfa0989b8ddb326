/** The comparison operators of a JSONPath Choice rule: 33 tests of a `Variable`, their operands, and And, Or, Not. */

export type OperandKind = 'string' | 'number' | 'boolean' | 'timestamp' | 'path';

export interface ChoiceOperator {
  readonly name: string;
  readonly operand: OperandKind;
  /** Our own words, Markdown. */
  readonly doc: string;
  readonly example: string;
}

const RELATIONS = [
  ['Equals', 'equals'],
  ['LessThan', 'is less than'],
  ['GreaterThan', 'is greater than'],
  ['LessThanEquals', 'is less than or equal to'],
  ['GreaterThanEquals', 'is greater than or equal to'],
] as const;

const SUBJECTS = [
  {
    prefix: 'String',
    operand: 'string',
    noun: 'the string',
    sample: '"shipped"',
    note: ' Strings are ordered by the code points of their characters.',
  },
  { prefix: 'Numeric', operand: 'number', noun: 'the number', sample: '100', note: '' },
  {
    prefix: 'Timestamp',
    operand: 'timestamp',
    noun: 'the RFC 3339 timestamp',
    sample: '"2030-01-31T08:00:00Z"',
    note: '',
  },
] as const;

const MISMATCH =
  ' A value of another type makes the test false; a missing one fails the state, so ask `IsPresent` first.';

const comparisons: ChoiceOperator[] = SUBJECTS.flatMap(({ prefix, operand, noun, sample, note }) =>
  RELATIONS.flatMap(([relation, words]): ChoiceOperator[] => [
    {
      name: `${prefix}${relation}`,
      operand,
      doc: `True when \`Variable\` ${words} ${noun} given here.${note}${MISMATCH}`,
      example: `"${prefix}${relation}": ${sample}`,
    },
    {
      name: `${prefix}${relation}Path`,
      operand: 'path',
      doc: `True when \`Variable\` ${words} ${noun} that this path selects.${note}${MISMATCH}`,
      example: `"${prefix}${relation}Path": "$.other"`,
    },
  ]),
);

const isType = (name: string, what: string, extra = ''): ChoiceOperator => ({
  name,
  operand: 'boolean',
  doc: `With \`true\`: the test holds when \`Variable\` ${what}. With \`false\`: when it does not.${extra}`,
  example: `"${name}": true`,
});

export const CHOICE_OPERATORS: readonly ChoiceOperator[] = [
  ...comparisons,
  {
    name: 'BooleanEquals',
    operand: 'boolean',
    doc: `True when \`Variable\` is the boolean given here.${MISMATCH}`,
    example: '"BooleanEquals": true',
  },
  {
    name: 'BooleanEqualsPath',
    operand: 'path',
    doc: `True when \`Variable\` is the boolean that this path selects.${MISMATCH}`,
    example: '"BooleanEqualsPath": "$.expected"',
  },
  {
    name: 'StringMatches',
    operand: 'string',
    doc: 'True when `Variable` is a string that fits the pattern, where `*` stands for any characters. Write `\\\\*` for a star itself and `\\\\\\\\` for a backslash.',
    example: '"StringMatches": "log-*.txt"',
  },
  isType('IsNull', 'is `null`', ' A missing value is not `null`: it fails the state.'),
  isType('IsPresent', 'finds a value at all', ' The only test that a missing value does not fail.'),
  isType('IsNumeric', 'is a number'),
  isType('IsString', 'is a string'),
  isType('IsBoolean', 'is a boolean'),
  isType('IsTimestamp', 'is a string that holds an RFC 3339 timestamp'),
];

/** And, Or, Not: they combine rules, and have no operand of their own. */
export const LOGICAL_OPERATORS = ['And', 'Or', 'Not'] as const;

const byName = new Map(CHOICE_OPERATORS.map((operator) => [operator.name, operator]));

export function choiceOperator(name: string): ChoiceOperator | undefined {
  return byName.get(name);
}
