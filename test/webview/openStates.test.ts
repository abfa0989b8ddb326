/** Which states show what is inside them, and which of many are found. */
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../core/graph/buildGraph';
import type { GraphView } from '../../core/graph/graphView';
import { emptyRun, type RunView, type StateStatus } from '../../core/graph/runView';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { findStates } from '../../webview/graph/find';
import { holdersOf, openStates, opensMore, type Interest } from '../../webview/graph/openStates';

const inside = (name: string): object => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });

/** A Map, a Parallel with a Map in its second branch, and so many more states. */
function graphOf(others: number): GraphView {
  const States: Record<string, object> = {
    Each: { Type: 'Map', ItemProcessor: inside('Pack'), Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        inside('Left'),
        { StartAt: 'Deep', States: { Deep: { Type: 'Map', ItemProcessor: inside('Leaf'), End: true } } },
      ],
      Next: 'S0',
    },
  };
  for (let index = 0; index < others; index++) {
    const end = index + 1 === others;
    States[`S${index}`] = { Type: 'Pass', ...(end ? { End: true } : { Next: `S${index + 1}` }) };
  }
  return buildGraph(buildMachine(parseDocument('m.asl.json', JSON.stringify({ StartAt: 'Each', States }), 'json'))!);
}

function runWith(path: string, status: StateStatus, error?: string): RunView {
  const run = emptyRun();
  const marks = { path, iterations: [], status, visits: 1, retries: 0, ...(error && { error: { error } }) };
  run.states.set(path, new Map([['', marks]]));
  return run;
}

const open = (states: number, interest: Partial<Interest>): string[] => [
  ...openStates(holdersOf(graphOf(states)), { run: emptyRun(), choices: new Map(), looked: [], ...interest }),
];

describe('what is inside shows', () => {
  it('in a machine of forty states, and not in a larger one', () => {
    expect(open(34, {})).toEqual(['Each', 'Both', 'Both/1/Deep']);
    expect(open(35, {})).toEqual([]);
  });

  it.each<[StateStatus, string[]]>([
    ['running', ['Each']],
    ['waiting', ['Each']],
    ['retrying', ['Each']],
    ['failed', ['Each']],
    ['succeeded', []],
    ['caught', []],
  ])('of a state that is %s: %j', (status, expected) => {
    expect(open(50, { run: runWith('Each', status) })).toEqual(expected);
  });

  it('around what is looked at, through all branches', () => {
    expect(open(50, { looked: [undefined, 'Both/1/Deep/Leaf'] })).toEqual(['Both', 'Both/1/Deep']);
    expect(open(50, { looked: ['Nowhere'] })).toEqual([]);
  });

  it('as the person has chosen, whatever else is', () => {
    expect(open(50, { choices: new Map([['Each', true]]) })).toEqual(['Each']);
    expect(open(50, { choices: new Map([['Each', false]]), run: runWith('Each', 'running') })).toEqual([]);
    expect(open(5, { choices: new Map([['Both', false]]) })).toEqual(['Each', 'Both/1/Deep']);
  });

  it('until something else opens', () => {
    expect(opensMore(new Set(['Each']), new Set())).toBe(false);
    expect(opensMore(new Set(['Each']), new Set(['Both']))).toBe(true);
  });
});

describe('a search', () => {
  const States = {
    Weigh: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:123456789012:function:scales',
      Catch: [{ ErrorEquals: ['TooHeavy'], Next: 'Rest' }],
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 1, End: true },
  };
  const text = JSON.stringify({ StartAt: 'Weigh', States });
  const graph = buildGraph(buildMachine(parseDocument('m.asl.json', text, 'json'))!);

  it.each<[string, string[]]>([
    ['weigh', ['Weigh']],
    ['WAIT', ['Rest']],
    ['123456789012', ['Weigh']],
    ['tooheavy', ['Weigh']],
    ['task scales', ['Weigh']],
    ['scales wait', []],
    ['late', ['Rest']],
    ['e', ['Weigh', 'Rest']],
    ['  ', []],
  ])('for %j finds %j', (query, found) => {
    expect(findStates(graph, runWith('Rest', 'failed', 'TooLate'), query)).toEqual(found);
  });
});
