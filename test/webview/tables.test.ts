/** What the page makes of single things, line by line in `tables/`. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { dense, ordinary } from '../../bench/views/machines';
import { arrange } from '../../core/graph/arrange/arrange';
import { buildGraph } from '../../core/graph/buildGraph';
import type { PlacedNode } from '../../core/graph/graphView';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { fittedName, fittedText } from '../../webview/graph/fittedText';
import { isSameLevel, levelAt } from '../../webview/graph/level';
import { nextNode } from '../../webview/graph/nextNode';
import { readMessage } from '../../webview/graph/readMessage';
import { fitted, readable, readably, revealing, shownPart, zoomed } from '../../webview/graph/viewTransform';
import { expectAnswers } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);

/** Every place in a message: how it is without what stands there, and with something of another type. */
function* changes(value: unknown, place = ''): Generator<readonly [place: string, how: string, changed: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  const all = value as Record<string, unknown>;
  for (const [name, inner] of Object.entries(all)) {
    const at = Array.isArray(value) ? `${place}[]` : place === '' ? name : `${place}.${name}`;
    const withOther = (other: unknown): unknown =>
      Array.isArray(value)
        ? value.map((each, index) => (index === Number(name) ? other : each))
        : { ...all, [name]: other };
    if (!Array.isArray(value)) yield [at, 'without', { ...all, [name]: undefined }];
    yield [at, 'other', withOther(typeof inner === 'number' ? String(inner) : 7)];
    if (typeof inner === 'number') yield [at, 'endless', withOther(Infinity)];
    for (const [deep, how, changed] of changes(inner, at)) yield [deep, how, withOther(changed)];
  }
}

test('messages: what each must have, and what is not looked at', () =>
  expectAnswers(table('messages'), (written) => {
    const message = JSON.parse(written) as object;
    if (!readMessage(message)) return 'not taken';
    const taken = (how: string, isTaken: boolean): string =>
      [...changes(message)]
        .filter(([, each, changed]) => each === how && (readMessage(changed) !== undefined) === isTaken)
        .map(([place]) => place)
        .join(' ');
    return [
      `must have ${taken('without', false)}`,
      `may lack ${taken('without', true) || 'nothing'}`,
      `of any type ${taken('other', true) || 'nothing'}`,
      `no endless number in ${taken('endless', false) || 'nothing'}`,
    ].join('; ');
  }));

const picturesOf: Record<string, readonly PlacedNode[]> = Object.fromEntries(
  Object.entries({ ordinary: ordinary(14), net: dense(7, 3) }).map(([name, definition]) => {
    const graph = buildGraph(buildMachine(parseDocument('m.asl.json', JSON.stringify(definition), 'json'))!);
    return [name, arrange({ graph, isOpen: () => true }).nodes.filter(({ kind }) => kind === 'state')];
  }),
);

test('where arrows lead', () =>
  expectAnswers(table('arrows'), (written) => {
    const [, picture = '', from = ''] = /^(\w+): (.*)$/.exec(written)!;
    const nodes = picturesOf[picture]!;
    return (['up', 'down', 'left', 'right'] as const)
      .map((direction) => `${direction} ${nextNode(nodes, from, direction) ?? 'nowhere'}`)
      .join(', ');
  }));

test('names in their room', () =>
  expectAnswers(table('fitted'), (written) => {
    const [text = '', size, room] = written.split(' | ');
    const [fontSize, width] = [Number(size), Number(room)];
    return [
      fittedText(text, fontSize, width),
      fittedText(text, fontSize, width, true),
      fittedName(text, fontSize, width),
    ]
      .map((each) => JSON.stringify(each))
      .join(' ');
  }));

/** So far as an eye can tell. */
const round = (value: object): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Math.round(each * 1000) / 1000 : each));

test('where the picture stands', () =>
  expectAnswers(table('views'), (written) => {
    const [what = '', given = ''] = written.split(/ (.*)/s);
    const [one, two, three, four] = JSON.parse(`[${given}]`) as never[];
    const told: Record<string, () => object> = {
      fitted: () => fitted(one!, two!),
      readable: () => readable(one!, two!, three!),
      readably: () => readably(one!, two!, three!),
      revealing: () => revealing(one!, two!, three!, four),
      zoomed: () => zoomed(one!, two!, three!, four),
      shownPart: () => shownPart(one!, two!),
      levelAt: () => levelAt(one!),
    };
    return round(told[what]!());
  }));

test('levels are the same where letters are of one size, and marks at any scale', () => {
  const levels = [1, 2, 0.81, 0.6, 0.59, 0.5, 0.27, 0.1].map((scale) => levelAt(scale));
  const same = levels.map((one) => levels.map((other) => (isSameLevel(one, other) ? '=' : '.')).join(''));
  expect(same).toEqual([
    '==......',
    '==......',
    '..=.....',
    '...==...',
    '...==...',
    '.....=..',
    '......==',
    '......==',
  ]);
  expect(isSameLevel(undefined, levels[0]!)).toBe(false);
});
