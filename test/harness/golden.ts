/** Answers that are written down in a file. `UPDATE=1` writes them anew; read the difference as code. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** @param file absolute path of what is written down */
export function expectGolden(file: string, lines: readonly string[]): void {
  const text = [...lines, ''].join('\n');
  if (process.env['UPDATE']) writeFileSync(file, text);
  expect(existsSync(file), `${file} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(text).toBe(readText(file));
}

/** Between what is asked and what is answered. */
const ARROW = '  →  ';

/** A table of lines `input  →  answer`: another input is a line without an answer and a run with UPDATE=1. Lines with `#` are titles. */
export async function expectAnswers(file: string, answer: (input: string) => string | Promise<string>): Promise<void> {
  const lines: string[] = [];
  for (const line of readText(file).replace(/\n$/, '').split('\n')) {
    const input = line.split(ARROW)[0]!;
    lines.push(
      line === '' || line.startsWith('# ') ? line : `${input}${ARROW}${(await answer(input)).replaceAll('\n', '\\n')}`,
    );
  }
  expectGolden(file, lines);
}

function readText(file: string): string {
  return readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
}
