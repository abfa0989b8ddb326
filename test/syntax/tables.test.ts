/** What texts are read as and what is wrong in them, line by line in `tables/`; and what is true of every tree. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseDocument } from '../../core/syntax';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import type { SyntaxNode, SyntaxDocument } from '../../core/syntax/tree';
import { badnessOf, mendLine, piecesOf, type MendedPiece, type PieceKind } from '../../core/syntax/mendLine';
import { slipsAt } from '../../core/syntax/yamlSlips';
import { childrenOf, nodeAt, nodeAtPath, pathOf, toValue } from '../../core/syntax/value';
import { expectAnswers } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);
const unescaped = (text: string): string =>
  text.replaceAll('\\n', '\n').replaceAll('\\r', '\r').replaceAll('\\t', '\t');

/** Each node is where its path and its place say that it is, and has the parts of a string where they are written. */
function expectLaws(document: SyntaxDocument, node: SyntaxNode): void {
  const isKey = node.property?.key === node;
  // The path of a key is that of its value; of a key that stands twice it means the last.
  if (!isKey && !document.problems.some(({ code }) => code === 'duplicate-key'))
    expect(nodeAtPath(document.root, pathOf(node))).toBe(node);
  const { start, end } = node.span;
  expect([0 <= start, start <= end, end <= document.text.length]).toEqual([true, true, true]);
  // What an alias stands for is written elsewhere.
  if (end > start && !document.text.includes('*'))
    expect(pathOf(nodeAt(document, start)!).slice(0, pathOf(node).length)).toEqual(pathOf(node));
  if (node.kind === 'string') {
    const offsets = Array.from({ length: node.value.length + 1 }, (_, index) => node.sourceOffset(index));
    expect(offsets).toEqual([...offsets].sort((one, other) => one - other));
    for (const [index, letter] of [...node.value].entries())
      if (
        /[a-zA-Z]/.test(letter) &&
        node.value.length === [...node.value].length &&
        !document.text.slice(start, end).includes('\\')
      )
        expect(document.text[offsets[index]!]).toBe(letter);
  }
  for (const child of childrenOf(node)) {
    expect(child.span.start).toBeGreaterThanOrEqual(0);
    expectLaws(document, child);
  }
}

function told(document: SyntaxDocument): string {
  const { root, problems, text } = document;
  for (let offset = 0; offset <= text.length; offset++)
    expect(document.offsetAt(document.positionAt(offset))).toBe(offset);
  if (root) expectLaws(document, root);
  const strings: string[] = [];
  const visit = (node: SyntaxNode): void => {
    // Where each letter of it stands.
    if (node.kind === 'string')
      strings.push(Array.from({ length: node.value.length + 1 }, (_, index) => node.sourceOffset(index)).join(' '));
    childrenOf(node).forEach(visit);
  };
  if (root) visit(root);
  const found = problems.map(({ code, message, span }) => `${code} at ${span.start}-${span.end}: ${message}`);
  return [
    root ? `${root.kind} ${root.span.start}-${root.span.end} ${JSON.stringify(toValue(root))}` : 'nothing',
    ...(strings.length > 0 ? [`letters at ${strings.join(' / ')}`] : []),
    ...found,
  ].join('; ');
}

test('JSON', () => expectAnswers(table('json'), (text) => told(parseDocument('a.json', unescaped(text), 'json'))));
test('YAML', () => expectAnswers(table('yaml'), (text) => told(parseDocument('a.yaml', unescaped(text), 'yaml'))));

test('a mistake in JSON is one sentence', async () => {
  await expectAnswers(table('jsonMistakes'), (text) => jsonMistake(unescaped(text)) ?? 'none');
  expect(jsonMistake('[1 2]', 5)).toBe('Line 5, column 2: A comma is missing here.');
  expect(jsonMistake('')).toBe('It is empty.');
});

test.each<[deep: string, mistake: string | undefined]>([
  [`${'['.repeat(400)}${']'.repeat(400)}`, undefined],
  [`${'['.repeat(600)}${']'.repeat(600)}`, undefined],
])('depth is no mistake of JSON', (text, mistake) => expect(jsonMistake(text)).toBe(mistake));

test('positions outside the text are at its ends', () => {
  const document = parseDocument('a.json', '{\n  "a": 1\n}', 'json');
  const positions: [number, number][] = [
    [-1, 0],
    [0, 0],
    [1, 2],
    [2, 1],
    [2, 9],
    [9, 0],
  ];
  expect(positions.map(([line, character]) => document.offsetAt({ line, character }))).toEqual([0, 0, 4, 12, 12, 12]);
  expect([-1, 0, 1, 2, 11, 12, 99].map((offset) => Object.values(document.positionAt(offset)).join(':'))).toEqual([
    '0:0',
    '0:0',
    '0:1',
    '1:0',
    '2:0',
    '2:1',
    '2:1',
  ]);
  expect(document.rangeOf({ start: 4, end: 7 })).toEqual({
    start: { line: 1, character: 2 },
    end: { line: 1, character: 5 },
  });
});

/** A mistake is noticed behind the ¦. */
test('what may have been meant in YAML, the likeliest first', () =>
  expectAnswers(table('yamlSlips'), (written) => {
    const marked = unescaped(written);
    const at = marked.indexOf('¦');
    const text = marked.replace('¦', '');
    return slipsAt(text, at)
      .map(({ changes, message, span, cost }) => {
        const changed = changes.reduceRight(
          (left, { start, end, insert }) => left.slice(0, start) + insert + left.slice(end),
          text,
        );
        return `${cost.toFixed(2)} ${changed} ${span.start}-${span.end} ${message}`;
      })
      .join('\n');
  }));

/** What stands before and behind the line is written beside it: `, ⏐"a": 1⏐ }`. */
test('pieces of a line of JSON, how badly they fit, and the quotes that it should have', () =>
  expectAnswers(table('mendedLines'), (written) => {
    const [before, line = '', behind] = written.includes('⏐') ? written.split('⏐') : [undefined, written];
    const neighbour = (kind: string | undefined): PieceKind | undefined => (kind?.trim() || undefined) as PieceKind;
    const around = { before: neighbour(before), behind: neighbour(behind) };
    const placeholder = (at: number): number | undefined =>
      line.startsWith('${', at) && line.includes('}', at) ? line.indexOf('}', at) + 1 : undefined;
    const shown = (pieces: readonly MendedPiece[]): string =>
      pieces
        .map(({ kind, start, end, fault, content }) =>
          [kind, line.slice(start, end), fault && `(${fault}: ${line.slice(...content!)})`].filter(Boolean).join(' '),
        )
        .join(' ⏐ ');
    const pieces = piecesOf(line, placeholder);
    const badness = badnessOf(line, pieces, around.before, around.behind);
    const mended = mendLine(line, badness, around, placeholder);
    const told = `${badness.toFixed(1)}: ${shown(pieces)}`;
    return mended ? `${told}\n${mended.badness.toFixed(1)}: ${shown(mended.pieces)}` : told;
  }));
