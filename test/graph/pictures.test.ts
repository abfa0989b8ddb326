/**
 * Pictures of whole machines, closed and open, to the pixel: `pictures/*.txt`. What no law says of them (that what leads straight on is
 * straight, that columns stand in line) is seen here as a difference. `UPDATE=1` rewrites them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'vitest';
import { dense, nested, ordinary } from '../../bench/views/machines';
import { arrange } from '../../core/graph/arrange/arrange';
import { buildGraph } from '../../core/graph/buildGraph';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { expectGolden } from '../harness/golden';
import { pictureText } from './pictureText';

const sample = (name: string): object =>
  JSON.parse(readFileSync(path.join(__dirname, '../../samples', name), 'utf8')) as object;

const task = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage' };
const caught = (...targets: string[]): object[] => targets.map((Next) => ({ ErrorEquals: ['States.ALL'], Next }));
const rules = (...targets: string[]): object[] =>
  targets.map((Next, index) => ({ Variable: '$.n', NumericEquals: index * 1000, Next }));
const inner = (...names: string[]): object => ({
  StartAt: names[0],
  States: Object.fromEntries(
    names.map((name, index) => [name, { ...task, ...(names[index + 1] ? { Next: names[index + 1] } : { End: true }) }]),
  ),
});

/** Lines of all kinds: to itself, back, past others, to one that many share, into one that is wide. */
const LINES = {
  StartAt: 'Ask',
  States: {
    Ask: { ...task, Next: 'Which', Catch: caught('Ask', 'Mend') },
    Which: {
      Type: 'Choice',
      Choices: rules('Left', 'A state with a name that is much too long for its box', 'Right', 'Ask', 'Which'),
      Default: 'Far',
    },
    Left: { ...task, Next: 'Both', Catch: caught('Mend') },
    'A state with a name that is much too long for its box': { ...task, Next: 'Both', Catch: caught('Mend', 'Far') },
    Right: { Type: 'Wait', Seconds: 5, Next: 'Far' },
    Both: {
      Type: 'Parallel',
      Branches: [
        inner('One', 'Two', 'Three'),
        inner('Short'),
        {
          StartAt: 'Each',
          States: {
            Each: { Type: 'Map', MaxConcurrency: 3, ItemProcessor: inner('Deep'), End: true },
          },
        },
      ],
      Next: 'Far',
      Catch: caught('Mend'),
    },
    Mend: { ...task, Next: 'Ask' },
    Far: { Type: 'Pass', Next: 'Last' },
    Last: { Type: 'Succeed' },
    Lost: { Type: 'Fail', Error: 'Never' },
  },
};

/** Wherever it is cut into columns, several lines go over. */
const braid = (count: number): object => {
  const name = (index: number): string => (index < count ? `Step ${index}` : 'Done');
  const states = Array.from({ length: count }, (_, index): [string, object] => [
    name(index),
    { Type: 'Choice', Choices: rules(name(index + 2), name(index + 3)), Default: name(index + 1) },
  ]);
  return { StartAt: name(0), States: Object.fromEntries([...states, ['Done', { Type: 'Succeed' }]]) };
};

const MACHINES: Readonly<Record<string, object>> = {
  'lines of all kinds': LINES,
  'too long for a panel': ordinary(40),
  'a net of choices': dense(12, 4),
  'a braid in columns': braid(44),
  'a Map in a Map': nested(2),
  'an order': sample('order-fulfilment/order-fulfilment.asl.json'),
  'an import': sample('product-import/product-import.asl.json'),
};

const graphOf = (definition: object) =>
  buildGraph(buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!);

describe('the picture of', () => {
  it.each(Object.entries(MACHINES))('%s', (title, definition) => {
    const graph = graphOf(definition);
    const [open, closed] = [true, false].map((isOpen) => pictureText(arrange({ graph, isOpen: () => isOpen })));
    const lines = open === closed ? [open!] : ['# open', open!, '# closed', closed!];
    expectGolden(path.join(__dirname, 'pictures', `${title.replaceAll(' ', '-')}.txt`), lines);
  });
});
