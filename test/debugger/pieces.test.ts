/** Small pieces of the debugger: brackets of what is typed, strands and their names, places between two positions. */
import { describe, expect, test } from 'vitest';
import type { State } from '../../core/model/machine';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { endOfBracket, endOfQuotation, isOpening } from '../../debugger/brackets';
import { placeAt, placeKey, placesBetween, rangeOf } from '../../debugger/breakpoints/place';
import { areRelated, isInside, isLastExit, nestedStrand, parentStrand, strandName } from '../../debugger/strand';

describe('brackets', () => {
  test.each<[string, number | undefined]>([
    ['""', 2],
    ['"a" b', 3],
    [String.raw`"a\"b" c`, 6],
    [String.raw`"a\\" c`, 5],
    ["'a\"b' c", 5],
    ['"a', undefined],
    [String.raw`"a\"`, undefined],
  ])('the quotation %j ends at %s', (text, end) => expect(endOfQuotation(text, 0)).toBe(end));

  test.each<[string, number | undefined]>([
    ['(a) b', 3],
    ['[a(b{c}d)e] f', 11],
    ['(")") b', 5],
    ["(')') b", 5],
    ['(`)`) b', 5],
    ['(]) b', 3],
    ['((a) b', undefined],
    ['("a)', undefined],
    ['{[}] }', 6],
  ])('the bracket of %j ends at %s', (text, end) => expect(endOfBracket(text, 0)).toBe(end));

  test('which open', () =>
    expect([...'([{)]}"'].map(isOpening)).toEqual([true, true, true, false, false, false, false]));

  test('behind others', () => expect([endOfBracket('a(b)c', 1), endOfQuotation('a"b"c', 1)]).toEqual([4, 4]));
});

describe('strands', () => {
  test.each([
    ['/P#0:1', '', true],
    ['/P#0:1/Q#0:0', '/P#0:1', true],
    ['/P#0:1', '/P#0:1', false],
    ['', '/P#0:1', false],
    ['/P#0:10', '/P#0:1', false],
    ['/Q#0:1/P', '/P#0:1', false],
  ])('"%s" inside "%s": %s', (strand, ancestor, inside) => {
    expect(isInside(strand, ancestor)).toBe(inside);
    expect(areRelated(strand, ancestor)).toBe(inside || isInside(ancestor, strand) || strand === ancestor);
    expect(areRelated(ancestor, strand)).toBe(areRelated(strand, ancestor));
  });

  test('neighbours are not related, and a strand is with itself', () => {
    expect([areRelated('/P#0:0', '/P#0:1'), areRelated('', ''), areRelated('/P#0:0', '/P#0:0')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  const definition = {
    StartAt: 'P',
    States: {
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
          {
            StartAt: 'M',
            States: {
              M: {
                Type: 'Map',
                ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Succeed' } } },
                End: true,
              },
            },
          },
        ],
        Next: 'Z',
      },
      Z: { Type: 'Fail' },
    },
  };
  const machine = buildMachine(parseDocument('a.asl.json', JSON.stringify(definition), 'json'))!;
  const state = (name: string): State => machine.states.find((each) => each.name === name)!;

  test.each<[string, string, number[], string | undefined, string]>([
    ['P', '', [], undefined, 'main'],
    ['A', '/P#0:0', [], '', 'P / branch 1'],
    ['M', '/P#0:1', [], '', 'P / branch 2'],
    ['B', '/P#0:1/STATE#0:3', [3], '/P#0:1', 'P / branch 2 › M [3]'],
    // An iteration before its first state: its Map shapes the item.
    ['M', '/P#0:1/STATE#0:3', [3], '/P#0:1', 'P / branch 2 › M [3]'],
    ['B', '/P#0:1/STATE#0:3', [], '/P#0:1', 'P / branch 2 › M [?]'],
    ['P', nestedStrand('/Q#0:1', 2), [], '/Q#0:1', 'main'],
  ])('%s on "%s" %j', (name, written, iterations, parent, shown) => {
    const strand = written.replace('STATE', state('M').path);
    expect(parentStrand(strand, state(name))).toBe(parent);
    expect(strandName({ state: state(name), strand, iterations }, 'main')).toBe(shown);
  });

  test.each<[string, string, readonly string[] | undefined, boolean]>([
    ['A', 'exit', undefined, true],
    ['A', 'enter', undefined, false],
    ['A', 'error', undefined, false],
    ['A', 'exit', ['Catch', '0'], false],
    ['A', 'exit', ['Output'], true],
    ['B', 'exit', undefined, true],
    ['Z', 'exit', undefined, true],
    ['P', 'exit', undefined, false],
  ])('the last exit of %s at its %s by %j: %s', (name, when, closing, last) =>
    expect(isLastExit({ when, state: state(name), closing } as never)).toBe(last),
  );
});

describe('places', () => {
  const text = JSON.stringify({
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } },
  });
  const machine = buildMachine(parseDocument('a.asl.json', text, 'json'))!;
  const at = (column: number): { line: number; character: number } => ({ line: 0, character: column });
  const [first, second] = ['"A":', '"B":'].map((name) => text.indexOf(name));
  const names = (from: number, to: number): string[] => [
    ...new Set(placesBetween([machine], at(from), at(to)).map(({ state }) => state.name)),
  ];

  test('those between two columns, which count themselves', () => {
    expect(names(first!, first!)).toEqual(['A']);
    expect(names(first! + 1, second! - 1)).not.toContain('B');
    expect(names(first!, second!)).toEqual(['A', 'B']);
    expect(names(second!, second! - 1)).toEqual([]);
  });

  test('the one at a column, or before it', () => {
    const nameAt = (column?: number): string | undefined => placeAt([machine], 0, column)?.state.name;
    expect([nameAt(), nameAt(0), nameAt(first), nameAt(second! - 1), nameAt(second), nameAt(999)]).toEqual([
      'A',
      'A',
      'A',
      'A',
      'B',
      'B',
    ]);
    expect(placeAt([machine], 1)).toBeUndefined();
  });

  test('have keys of their own', () => {
    const places = placesBetween([machine], at(0), at(999));
    expect(new Set(places.map(placeKey)).size).toBe(places.length);
    expect(places.map((place) => rangeOf(place).start.character)).toEqual(
      places.map((place) => rangeOf(place).start.character).sort((one, other) => one - other),
    );
  });
});
