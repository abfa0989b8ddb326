import { describe, expect, it } from 'vitest';
import { buildMachine, scopeAt, stateAt } from '../../core/model';
import type { Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax/parse';

function machineOf(text: string, language: 'json' | 'yaml' = 'yaml'): Machine {
  const machine = buildMachine(parseDocument('test', text, language));
  if (!machine) throw new Error('no machine');
  return machine;
}

const nested = `
StartAt: Prepare
States:
  Prepare:
    Type: Parallel
    Branches:
      - StartAt: a/b
        States:
          a/b: { Type: Pass, End: true }
      - StartAt: Each
        States:
          Each:
            Type: Map
            ItemProcessor:
              StartAt: x~y
              States:
                x~y: { Type: Pass, QueryLanguage: JSONata, End: true }
            End: true
    Catch:
      - { ErrorEquals: [States.ALL], Next: Decide }
    Next: Decide
  Decide:
    Type: Choice
    Default: Prepare
    Choices:
      - { Variable: $.a, IsPresent: true, Next: Done }
      - { Not: { Variable: $.a, IsPresent: true }, Next: Prepare }
  Done: { Type: Succeed }
`;

describe('a machine', () => {
  const machine = machineOf(nested);

  it('has its states by path, in source order', () => {
    expect([...machine.byPath.keys()]).toEqual([
      'Prepare',
      'Prepare/0/a~1b',
      'Prepare/1/Each',
      'Prepare/1/Each/x~0y',
      'Decide',
      'Done',
    ]);
    expect(machine.states.map(({ path }) => path)).toEqual([...machine.byPath.keys()]);
  });

  it('has every transition, in source order', () => {
    const transitions = machine.states.flatMap(({ name, transitions }) =>
      transitions.map(({ kind, index, target }) => `${name} ${kind}${index} ${target}`),
    );
    expect(transitions).toEqual([
      'Prepare catch0 Decide',
      'Prepare next0 Decide',
      'Decide default0 Prepare',
      'Decide choice0 Done',
      'Decide choice1 Prepare',
    ]);
  });

  it('knows the query language and the owner of each scope', () => {
    expect(machine.byPath.get('Prepare/1/Each/x~0y')?.queryLanguage).toBe('JSONata');
    expect(machine.byPath.get('Done')?.queryLanguage).toBe('JSONPath');
    expect(machine.byPath.get('Prepare/1/Each/x~0y')?.scope.owner?.name).toBe('Each');
  });

  it('finds the state and the scope at an offset', () => {
    expect(stateAt(machine, nested.indexOf('JSONata'))?.path).toBe('Prepare/1/Each/x~0y');
    expect(stateAt(machine, nested.indexOf('Catch'))?.path).toBe('Prepare');
    expect(stateAt(machine, 1)).toBeUndefined();
    expect(scopeAt(machine, nested.indexOf('JSONata')).kind).toBe('itemProcessor');
    expect(scopeAt(machine, nested.indexOf('Catch'))).toBe(machine.root);
  });

  it('shares the values of its states with its own', () => {
    expect((machine.definition.States as object)['Done' as never]).toBe(machine.byPath.get('Done')?.definition);
  });
});

describe('the scopes inside a state', () => {
  const inner = (name: string): string => `{ "StartAt": "${name}", "States": { "${name}": { "Type": "Succeed" } } }`;
  it.each<[state: string, scopes: readonly string[]]>([
    [`"Type": "Map", "ItemProcessor": ${inner('B')}`, ['itemProcessor 0 B A/B']],
    [`"Type": "Map", "Iterator": ${inner('B')}`, ['itemProcessor 0 B A/B']],
    [`"Type": "Map", "Iterator": ${inner('B')}, "ItemProcessor": ${inner('C')}`, ['itemProcessor 0 C A/C']],
    [`"Type": "Map", "Branches": [${inner('B')}]`, []],
    [`"Type": "Parallel", "ItemProcessor": ${inner('B')}`, []],
    [`"Type": "Parallel", "Branches": [1, ${inner('B')}]`, ['branch 1 B A/1/B']],
    [`"Branches": [${inner('B')}], "Iterator": ${inner('C')}`, ['branch 0 B A/0/B', 'itemProcessor 0 C A/C']],
    [`"Type": "Task", "Branches": [${inner('B')}], "ItemProcessor": ${inner('C')}`, []],
    [`"Type": "Map", "ItemProcessor": { "StartAt": 1, "States": [] }`, ['itemProcessor 0 undefined ']],
  ])('%s', (state, scopes) => {
    const [outer] = machineOf(`{ "States": { "A": { ${state} } } }`, 'json').states;
    const told = outer!.scopes.map(({ kind, index, startAt, states, owner }) => {
      expect(owner).toBe(outer);
      return `${kind} ${index} ${startAt?.value} ${states.map(({ path }) => path).join()}`;
    });
    expect(told).toEqual(scopes);
  });
});

describe('what leads nowhere yet', () => {
  it.each<[written: string, transitions: readonly string[]]>([
    ['"Next": 1, "Default": {}, "Choices": {}, "Catch": "B"', []],
    ['"Catch": [1, { "Next": "B" }], "Choices": [{ "Next": null }, { "Next": "C" }]', ['catch1 B', 'choice1 C']],
    ['"Comment": "B", "Default": "C", "Next": "D"', ['default0 C', 'next0 D']],
  ])('%s', (written, transitions) => {
    const [state] = machineOf(`{ "States": { "A": { ${written} } } }`, 'json').states;
    expect(state!.transitions.map(({ kind, index, target }) => `${kind}${index} ${target}`)).toEqual(transitions);
  });
});

describe('half a machine', () => {
  it.each([
    ['[]', undefined],
    ['', undefined],
    ['{}', []],
    ['{"States": {"A": ', []],
    ['{"States": {"A": {', ['A undefined']],
    ['{"States": {"A": {"Type": "Tas', ['A undefined']],
    ['{"States": {"A": {"Type": "Map", "Iterator": {"States": {"B": {"Type": "Pass"', ['A Map', 'B Pass']],
    ['{"States": {"A": {"Branches": [{"States": {"B": {}}}, 1, null]}}}', ['A undefined', 'B undefined']],
    ['{"States": {"__proto__": {"Type": "Pass"}, "toString": {"Type": "Fail"}}}', ['__proto__ Pass', 'toString Fail']],
  ])('%s', (text, expected) => {
    const machine = buildMachine(parseDocument('test', text, 'json'));
    expect(machine?.states.map(({ name, type }) => `${name} ${type}`)).toEqual(expected);
  });
});

describe('the query language', () => {
  it.each<[written: string, language: string | undefined]>([
    ['QueryLanguage: JSONPath', 'JSONPath'],
    ['QueryLanguage: jsonpath', 'JSONPath'],
    ['QueryLanguage: JSONPATH', 'JSONPath'],
    ['QueryLanguage: JSONata', 'JSONata'],
    ['QueryLanguage: JMESPath', 'JSONPath'],
    ['QueryLanguage: jq', 'JSONata'],
    ['Comment: none', 'JSONPath'],
    ['QueryLangage: JSONata', 'JSONata'],
    ['QueryLangage: other', 'JSONPath'],
    ['Comment: JSONata', 'JSONPath'],
    ['QueryLanguage: "${Language}"', 'JSONPath'],
  ])('of a state with %s is %s', (written, language) => {
    const machine = machineOf(`StartAt: A\nStates:\n  A: { Type: Pass, ${written}, End: true }\n`);
    expect(machine.states[0]!.queryLanguage).toBe(language);
  });
});
