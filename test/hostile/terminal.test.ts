/** Terminals and the logs of build servers obey nothing that is written out of a text of others. */
import { describe, expect, test } from 'vitest';
import { openIo } from '../../cli/io';
import { fromHandler, lines, says } from '../../cli/words';
import { printed } from '../../core/escape/terminal';
import { visible, visibleLines } from '../../core/escape/visible';
import { withoutCommands } from '../../core/escape/workflowCommand';
import fc from '../harness/properties';
import { expectNoCommands, expectReadable, unescaped } from './laws';
import { HOSTILE, hostileText } from './texts';

/** Both ways: with the table, and with what is composed of its like. */
function forAll(name: string, law: (text: string) => void): void {
  describe(name, () => {
    test.each(HOSTILE)('%s', (_tries, text) => law(text));
    test('any composition', () => fc.assert(fc.property(hostileText, law)));
  });
}

forAll('a name stands on one line, and can be read back', (text) => {
  const shown = visible(text);
  expectReadable(shown);
  expect(shown).not.toMatch(/[\n\t]/);
  // A backslash of the text's own is not doubled: people would read two where their file has one.
  if (!/\\[unrtbf]/.test(text)) expect(unescaped(shown)).toBe(text);
});

forAll('a cause keeps its lines', (text) => {
  const shown = visibleLines(text);
  expectReadable(shown);
  expect(shown.split('\n')).toHaveLength(text.split('\n').length);
});

forAll('what a handler prints keeps its colours where there are some', (text) => {
  expectReadable(printed(text, false));
  const coloured = printed(text, true);
  expectReadable(coloured, { colours: true });
  for (const line of coloured.split('\n')) {
    if (line.includes('\u001b')) expect(line.endsWith('\u001b[0m')).toBe(true);
  }
  expect(coloured.replace(/\u001b\[[\d;:]*m/g, '')).toBe(printed(text, false));
});

forAll('a log has no commands', (text) => {
  // Line feeds are the only ends of lines by then.
  const shown = withoutCommands(visibleLines(text));
  expectNoCommands(shown);
  expect(unescaped(shown)).toBe(unescaped(visibleLines(text)));
});

forAll('JSON keeps its value', (text) => {
  for (const json of [JSON.stringify({ [text]: [text] }), JSON.stringify({ [text]: [text] }, null, 2)]) {
    expectNoCommands(withoutCommands(json));
    expect(JSON.parse(withoutCommands(json))).toEqual({ [text]: [text] });
    expect(JSON.parse(withoutCommands(visibleLines(json)))).toEqual({ [text]: [text] });
    expectReadable(visibleLines(json));
  }
});

test('a sequence that is cut between two writes is not put together again', () => {
  for (const [one, other] of [
    ['\u001b', '[31mred'],
    ['a\u001b[3', '1mred'],
    ['\u001b]52;c;', 'eA==\u0007'],
  ] as const) {
    expectReadable(printed(one, true) + printed(other, true), { colours: true });
    expect(printed(one, true)).not.toMatch(/\u001b(?!\[\d*m)/);
  }
});

test.each([
  ['red', '\u001b[31mred\u001b[39m!', true, '\u001b[31mred\u001b[39m!\u001b[0m'],
  ['red without colours', '\u001b[31mred\u001b[39m!', false, 'red!'],
  ['progress in one line', '10 %\r20 %\n', true, '10 %\\r20 %\n'],
  ['lines of Windows', 'a\r\nb\r\n', true, 'a\nb\n'],
  ['a title', '\u001b]0;x\u0007', true, '\\u001b]0;x\\u0007'],
  ['text of any script', 'Zürich 東京 👩‍👩‍👧 שלום می‌خواهم', true, 'Zürich 東京 👩‍👩‍👧 שלום می‌خواهم'],
] as const)('of a handler: %s', (_, text, colours, shown) => expect(printed(text, colours)).toBe(shown));

describe('the door of a command', () => {
  function door(outIsTerminal: boolean, colours: boolean) {
    const written = { out: '', error: '' };
    const io = openIo({
      cwd: '/',
      env: {},
      writeOut: (text) => void (written.out += text),
      writeError: (text) => void (written.error += text),
      readInput: () => Promise.resolve(new Uint8Array()),
      outIsTerminal,
      errorIsTerminal: false,
      colours,
      columns: 80,
      onInterrupt: () => () => undefined,
    });
    return { io, written };
  }

  forAll('whatever is said', (text) => {
    const { io, written } = door(true, true);
    io.error(`stepwise run: there is no state "${text}".\n`);
    io.error(says`${text}: ${3} ${lines(text)} ${fromHandler(text, true)}\n`);
    io.error(`${text}\n`);
    io.out(`${text}\n`);
    io.out(says`${text}: error ${text}\n`);
    io.data(JSON.stringify({ [text]: text }));
    io.data(text);
    expectReadable(written.error, { colours: true });
    expectReadable(written.out);
    expectNoCommands(written.error);
    expectNoCommands(written.out);
  });

  forAll('a sentence is one: what follows a line feed in it is indented', (text) => {
    const { io, written } = door(false, false);
    io.error(`stepwise run: there is no state "${text}".\n`);
    expect(
      written.error
        .trimEnd()
        .split('\n')
        .slice(1)
        .filter((line) => /^\S/.test(line)),
    ).toEqual([]);
  });

  test('results in JSON are exact for a program, and indented for a person', () => {
    const json = '{"a":["\u009b\u202e\u007f é"]}';
    const [program, person] = [door(false, false), door(true, false)];
    program.io.data(json);
    person.io.data(json);
    expect(program.written.out).toBe(`${json}\n`);
    expect(person.written.out).toBe('{\n  "a": [\n    "\\u009b\\u202e\\u007f é"\n  ]\n}\n');
  });
});
