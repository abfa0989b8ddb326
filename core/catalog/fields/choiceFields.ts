/** Fields of Choice states and of the rules inside them. */
import { CHOICE_OPERATORS, LOGICAL_OPERATORS } from '../choiceOperators';
import type { OperandKind } from '../choiceOperators';
import type { FieldOwner, FieldSpec, ValueKind } from '../types';

const CHOICE = 'States Language: Choice State';
const RULES: readonly FieldOwner[] = ['choiceRule', 'nestedRule'];

const OPERAND_VALUE: Record<OperandKind, ValueKind> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  timestamp: 'timestamp',
  path: 'referencePath',
};

const OPERAND_SNIPPET: Record<OperandKind, string> = {
  string: '"$1"',
  number: '${1:0}',
  boolean: '${1|true,false|}',
  timestamp: '"${1:2030-01-31T08:00:00Z}"',
  path: '"\\$.$1"',
};

/** Every test of a rule; a rule has exactly one. */
const TESTS = [...CHOICE_OPERATORS.map((operator) => operator.name), ...LOGICAL_OPERATORS];

const operators: FieldSpec[] = CHOICE_OPERATORS.map((operator) => ({
  name: operator.name,
  owners: RULES,
  value: OPERAND_VALUE[operator.operand],
  queryLanguage: 'JSONPath',
  excludes: TESTS.filter((name) => name !== operator.name),
  doc: operator.doc,
  example: operator.example,
  source: CHOICE,
  snippet: OPERAND_SNIPPET[operator.operand],
}));

const combining = (name: 'And' | 'Or', doc: string): FieldSpec => ({
  name,
  owners: RULES,
  value: 'choiceRules',
  child: 'nestedRule',
  queryLanguage: 'JSONPath',
  excludes: [...TESTS.filter((test) => test !== name), 'Variable'],
  doc,
  example: `"${name}": [{ "Variable": "$.paid", "BooleanEquals": true }, { "Variable": "$.total", "NumericGreaterThan": 100 }]`,
  source: CHOICE,
  snippet: '[\n\t{\n\t\t"Variable": "\\$.$1",\n\t\t"${2:IsPresent}": ${3:true}\n\t}\n]',
});

export const CHOICE_FIELDS: readonly FieldSpec[] = [
  {
    name: 'Choices',
    owners: ['Choice'],
    value: 'choiceRules',
    child: 'choiceRule',
    required: true,
    doc: 'The rules, tried in order: the first that matches decides the next state. If none matches, `Default` does; without a `Default` the execution fails.',
    example: '"Choices": [{ "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Review" }]',
    source: CHOICE,
    snippet: '[\n\t{\n\t\t"Next": "$1"\n\t}\n]',
  },
  {
    name: 'Default',
    owners: ['Choice'],
    value: 'stateName',
    doc: 'The next state when no rule matches. Without it the execution fails.',
    example: '"Default": "Standard delivery"',
    source: CHOICE,
    snippet: '"$1"',
  },
  {
    name: 'Condition',
    owners: ['choiceRule'],
    value: 'boolean',
    jsonata: true,
    queryLanguage: 'JSONata',
    required: true,
    doc: 'A JSONata expression in `{% … %}` that must give `true` or `false`; any other result fails the state.',
    example: '"Condition": "{% $states.input.total > 100 %}"',
    source: CHOICE,
    snippet: '"{% $1 %}"',
  },
  {
    name: 'Variable',
    owners: RULES,
    value: 'referencePath',
    queryLanguage: 'JSONPath',
    excludes: [...LOGICAL_OPERATORS],
    doc: 'What the rule tests: a path into the input (`$.total`), the context (`$$.…`) or a variable (`$name`).',
    example: '"Variable": "$.order.total"',
    source: CHOICE,
    snippet: '"\\$.$1"',
  },
  ...operators,
  combining('And', 'True when every rule in the list is true. Rules here have no `Next` of their own.'),
  combining('Or', 'True when at least one rule in the list is true. Rules here have no `Next` of their own.'),
  {
    name: 'Not',
    owners: RULES,
    value: 'object',
    child: 'nestedRule',
    queryLanguage: 'JSONPath',
    excludes: [...TESTS.filter((test) => test !== 'Not'), 'Variable'],
    doc: 'True when the rule inside is false. That rule has no `Next` of its own.',
    example: '"Not": { "Variable": "$.status", "StringEquals": "closed" }',
    source: CHOICE,
    snippet: '{\n\t"Variable": "\\$.$1",\n\t"${2:IsPresent}": ${3:true}\n}',
  },
  {
    name: 'Next',
    owners: ['choiceRule'],
    value: 'stateName',
    required: true,
    doc: 'The next state when this rule matches, by its exact name and in the same scope.',
    example: '"Next": "Review by hand"',
    source: CHOICE,
    snippet: '"$1"',
  },
  {
    name: 'Assign',
    owners: ['choiceRule'],
    value: 'payloadTemplate',
    jsonata: true,
    doc: 'Sets variables when this rule matches, instead of the state’s own `Assign`, which is for `Default`.',
    example: '"Assign": { "route": "express" }',
    source: 'States Language: Variables',
    snippet: '{\n\t"${1:name}": ${2:0}\n}',
  },
  {
    name: 'Output',
    owners: ['choiceRule'],
    value: 'jsonataTemplate',
    queryLanguage: 'JSONata',
    jsonata: true,
    doc: 'What the next state gets when this rule matches: any JSON with `{% … %}` inside. Without it the state’s input is passed on.',
    example: '"Output": { "route": "{% $states.input.route %}" }',
    source: CHOICE,
    snippet: '"{% ${1:\\$states.input} %}"',
  },
  {
    name: 'Comment',
    owners: RULES,
    value: 'string',
    doc: 'When this rule holds, in words for people; graphs show it on the arrow.',
    example: '"Comment": "Large orders"',
    source: CHOICE,
    snippet: '"$1"',
  },
];
