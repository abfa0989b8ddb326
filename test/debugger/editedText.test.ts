/** Places of an edited text in the text that runs: `STATE part`, and where it is found; `-`: nowhere. */
import { describe, expect, it } from 'vitest';
import { buildMachine } from '../../core/model';
import type { Machine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { keptPlace } from '../../debugger/editedText';

const rule = (value: number, next: string): object => ({ Variable: '$.n', NumericEquals: value, Next: next });
const both = (...branches: readonly string[]): object => ({
  Type: 'Parallel',
  Branches: branches.map((name) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } })),
  End: true,
});
const choice = (...rules: readonly object[]): object => ({ Type: 'Choice', Choices: rules, Default: 'Both' });

const RUNS = machineOf({
  Which: choice(rule(1, 'A'), rule(2, 'Both')),
  A: { Type: 'Pass', Parameters: { x: 1, list: [1, 1] }, End: true },
  Both: both('Left', 'Right'),
});

const EDITS: Record<string, { states: object; places: Record<string, string> }> = {
  'a state that was moved and changed': {
    states: { Both: both('Left', 'Right'), A: { Type: 'Pass', Parameters: { x: 2 }, Next: 'Both' } },
    places: { A: 'A', 'A Parameters x': 'A Parameters x', 'Both/1/Right': 'Both/1/Right' },
  },
  'a state that is new or was renamed': { states: { B: { Type: 'Pass' } }, places: { B: '-' } },
  'a branch before its own': {
    states: { Both: both('New', 'Left', 'Right') },
    places: { 'Both/2/Right': 'Both/1/Right', 'Both/1/Left': 'Both/0/Left', 'Both/0/New': '-' },
  },
  'a field that is new': { states: { A: { Type: 'Pass', Comment: 'new' } }, places: { 'A Comment': '-' } },
  'a rule before its own': {
    states: { Which: choice(rule(0, 'A'), rule(1, 'A'), rule(2, 'Both')) },
    places: {
      'Which Choices 0': '-',
      'Which Choices 1': 'Which Choices 0',
      'Which Choices 2 Next': 'Which Choices 1 Next',
    },
  },
  'a rule that was taken away': {
    states: { Which: choice(rule(2, 'Both')) },
    places: { 'Which Choices 0': 'Which Choices 1' },
  },
  'a rule that was edited where it stands': {
    states: { Which: choice(rule(7, 'A'), rule(2, 'Both')) },
    places: { 'Which Choices 0': 'Which Choices 0', 'Which Choices 1': 'Which Choices 1' },
  },
  'entries that cannot be told apart': {
    states: { A: { Type: 'Pass', Parameters: { list: [0, 0, 1] } } },
    places: { 'A Parameters list 2': '-', 'A Parameters list 0': '-' },
  },
};

describe('in the text that runs is found', () => {
  it.each(Object.entries(EDITS))('%s', (_, { states, places }) => {
    const edited = machineOf(states);
    const found = Object.keys(places).map((written) => {
      const [state = '', ...part] = written.split(' ');
      const steps = part.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      const place = keptPlace({ state: edited.byPath.get(state)!, part: steps }, RUNS);
      return [written, place ? [place.state.path, ...place.part].join(' ') : '-'];
    });
    expect(Object.fromEntries(found)).toEqual(places);
  });
});

function machineOf(states: object): Machine {
  const text = JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
  return buildMachine(parseDocument('m.asl.json', text, 'json'))!;
}
