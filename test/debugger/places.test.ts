/**
 * Where breakpoints can stand: beside each line of a definition, the place that a breakpoint on it stands for, and below, the
 * places that begin on one line. `UPDATE=1` writes what is so; read the difference as code.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { partLocation } from '../../core/interpreter/statePart';
import { placeAt, placesBetween, rangeOf, type BreakpointPlace } from '../../debugger/breakpoints/place';
import { machinesIn } from '../../debugger/prepareLaunch';

const folder = path.join(__dirname, 'fixtures', 'places');
const definitions = readdirSync(folder).filter((name) => /\.(json|yaml)$/.test(name));

const nameOf = ({ state, part }: BreakpointPlace): string =>
  part ? `${state.path}: ${partLocation(part)}` : state.path;

test.each(definitions)('%s', (name) => {
  const file = path.join(folder, name);
  const machines = machinesIn(file).map(({ machine }) => machine);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const places = lines.map((_, line) => {
    const place = placeAt(machines, line);
    if (!place) return '';
    const { start } = rangeOf(place);
    const moved = start.line - line;
    return moved === 0 ? nameOf(place) : `${nameOf(place)} ${moved < 0 ? '↑' : '↓'}${Math.abs(moved)}`;
  });
  const width = Math.max(...places.map(({ length }) => length));
  const beside = lines.map((text, line) => `${places[line]?.padEnd(width)} | ${text}`.trimEnd());
  const below = lines.flatMap((text, line) => {
    const end = { line, character: text.length };
    const spots = placesBetween(machines, { line, character: 0 }, end);
    if (spots.length < 2) return [];
    const atColumns = spots.map((spot) => {
      const { start, end: last } = rangeOf(spot);
      const written = start.line === last.line ? text.slice(start.character, last.character) : '…';
      // The editor's column gives the same place.
      expect(nameOf(placeAt(machines, line, start.character)!)).toBe(
        nameOf(spots.findLast((other) => rangeOf(other).start.character === start.character)!),
      );
      return `  ${nameOf(spot)} at column ${start.character + 1}: ${written}`;
    });
    return [`line ${line + 1}:`, ...atColumns];
  });
  const told = [...beside, '', ...below, ''].join('\n');
  const expected = `${file}.places.txt`;
  if (process.env['UPDATE']) writeFileSync(expected, told);
  expect(told).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
});
