/** What each kind of stop shows, what of it may be changed, and how expressions reach it. Every scope is shown at some stop. */
import { describe, expect, it } from 'vitest';
import type { PausePoint } from '../../core/interpreter/host';
import { SCOPE_NAMES, scopesOfPoint, type Standing } from '../../debugger/scopes';

interface Stop {
  readonly when: PausePoint['when'];
  readonly data?: Partial<PausePoint['data']>;
  readonly error?: PausePoint['error'];
  readonly standing?: Standing;
  readonly reads?: PausePoint['reads'];
  readonly rereads?: true;
  /** Name, `=` where it may be changed, and its expression in JSONPath and JSONata. */
  readonly shows: readonly string[];
}

/** The run waits at the state's own point. */
const HELD: Standing = { isInnermost: true, isHeld: true };
const INPUT = { id: 7 };

const STOPS: Record<string, Stop> = {
  'before a state': {
    when: 'enter',
    shows: ['Input = $ $states.input', 'Variables = $ $states', 'Context $$ $states.context'],
  },
  'before a state whose task is under way': {
    when: 'enter',
    standing: { isInnermost: true, isHeld: false },
    shows: ['Input $ $states.input', 'Variables = $ $states', 'Context $$ $states.context'],
  },
  'around a state': {
    when: 'enter',
    standing: { isInnermost: false, isHeld: true },
    shows: ['Input $ $states.input', 'Variables $ $states', 'Context $$ $states.context'],
  },
  'after a state': {
    when: 'exit',
    data: { output: 1, stages: { Parameters: 2 } },
    shows: [
      'Output = - $states.result',
      'Input $ $states.input',
      'Variables = $ $states',
      'Stages - -',
      'Context $$ $states.context',
    ],
  },
  'after a state that assigns': {
    when: 'exit',
    data: { output: 1, assigned: { total: 2 } },
    shows: ['Output = - $states.result', 'Input $ $states.input', 'Variables $ $states', 'Context $$ $states.context'],
  },
  'before a field of JSONPath is evaluated': {
    when: 'evaluate',
    reads: { input: 7 },
    shows: ['Field Input $ $states.input', 'Input - -', 'Variables = $ $states', 'Context $$ $states.context'],
  },
  'before a field of JSONata is evaluated': {
    when: 'evaluate',
    reads: { input: INPUT, result: 1 },
    shows: ['Result - $states.result', 'Input $ $states.input', 'Variables = $ $states', 'Context $$ $states.context'],
  },
  'before a field reads what it shapes': {
    when: 'evaluate',
    reads: { input: 7, result: 1 },
    rereads: true,
    data: { stages: { result: 1 } },
    shows: [
      'Field Input = $ $states.input',
      'Result = - $states.result',
      'Input - -',
      'Variables = $ $states',
      'Stages - -',
      'Context $$ $states.context',
    ],
  },
  'before a field reads while a task is under way': {
    when: 'evaluate',
    reads: { input: 7 },
    rereads: true,
    standing: { isInnermost: true, isHeld: false },
    shows: ['Field Input $ $states.input', 'Input - -', 'Variables = $ $states', 'Context $$ $states.context'],
  },
  'at an error': {
    when: 'error',
    error: { error: 'Busy', cause: '{"errorMessage":"later"}' },
    shows: [
      'Error - $states.errorOutput',
      'Input = $ $states.input',
      'Variables = $ $states',
      'Context $$ $states.context',
    ],
  },
};

function pointOf({ when, data, error, reads, rereads }: Stop, queryLanguage: 'JSONPath' | 'JSONata'): PausePoint {
  const all = { input: INPUT, variables: { total: 1 }, context: { State: {} }, stages: {}, ...data };
  return { when, error, reads, rereads, data: all, state: { name: 'S', queryLanguage } } as unknown as PausePoint;
}

describe('the scopes of a stop', () => {
  it.each(Object.entries(STOPS))('%s', (_, stop) => {
    const [jsonpath, jsonata] = (['JSONPath', 'JSONata'] as const).map((language) =>
      scopesOfPoint(pointOf(stop, language), stop.standing ?? HELD),
    );
    const shown = jsonpath!.map(({ name, root }, index) => {
      const expressions = [root.expression, jsonata![index]!.root.expression].map((text) => text ?? '-');
      return [name, ...(root.set && root.fixed?.(['total']) === undefined ? ['='] : []), ...expressions].join(' ');
    });
    expect(shown).toEqual(stop.shows);
  });

  it('shows every scope somewhere, the large one closed', () => {
    const shown = Object.values(STOPS).flatMap((stop) => scopesOfPoint(pointOf(stop, 'JSONPath'), HELD));
    expect([...new Set(shown.map(({ name }) => name))].sort()).toEqual([...SCOPE_NAMES].sort());
    expect([...new Set(shown.filter(({ expensive }) => expensive).map(({ name }) => name))]).toEqual(['Context']);
  });

  it('changes variables one by one, as they are where the run reads them', () => {
    const point = pointOf(STOPS['before a state']!, 'JSONPath');
    const { variables } = point.data;
    scopesOfPoint(point, HELD).find(({ name }) => name === 'Variables')!.root.set!({ total: 3 });
    expect(point.data.variables).toBe(variables);
    expect(variables).toEqual({ total: 3 });
  });

  it('reads and writes the data of the stop itself', () => {
    const point = pointOf(STOPS['before a state']!, 'JSONPath');
    const input = scopesOfPoint(point, HELD).find(({ name }) => name === 'Input')!.root;
    input.set!({ id: 8 });
    expect([input.get(), point.data.input]).toEqual([{ id: 8 }, { id: 8 }]);
  });

  it.each([
    ['{"errorMessage":"later"}', { errorMessage: 'later' }],
    ['{ not JSON', '{ not JSON'],
    [undefined, ''],
  ])('shows the cause %j as what it says', (cause, shown) => {
    const point = pointOf({ when: 'error', error: { error: 'Busy', cause }, shows: [] }, 'JSONPath');
    expect(scopesOfPoint(point, HELD)[0]!.root.get()).toEqual({ Error: 'Busy', Cause: shown });
  });
});
