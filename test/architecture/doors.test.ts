/** What is shown to people leaves each process by one door, which escapes it: nobody writes past it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(__dirname, '..', '..');

interface Sink {
  readonly rooms: readonly string[];
  readonly written: RegExp;
  /** The files that may. */
  readonly doors: readonly string[];
}

const SINKS: Readonly<Record<string, Sink>> = {
  'a terminal': {
    rooms: ['cli'],
    written: /process\.std(out|err)\b|std(out|err)\.write\(|console\.\w+\(/,
    // The last of a run leaves before the process does.
    doors: ['cli/io.ts', 'cli/main.ts'],
  },
  'words for a terminal that nobody escapes': {
    rooms: ['cli'],
    written: /new Words\(/,
    doors: ['cli/words.ts', 'cli/progress/style.ts', 'cli/progress/liveLine.ts'],
  },
  "the editor's window": {
    rooms: ['client'],
    written:
      /vscode\.window\s*\.(show(Error|Warning|Information)Message|showQuickPick|showInputBox|setStatusBarMessage|withProgress|create(QuickPick|InputBox))|\bMarkdownString\b|label: `\$\(/,
    doors: ['client/window.ts'],
  },
  'the debug console': {
    rooms: ['debugger'],
    written: /new OutputEvent\(|super\.send(Event|Response)\(/,
    doors: ['debugger/sessionConsole.ts', 'debugger/protocolSession.ts'],
  },
  'Markdown that nobody escapes': {
    rooms: ['core', 'server'],
    written: /\bas Markdown\b/,
    doors: ['core/escape/markdown.ts'],
  },
  'a page': {
    rooms: ['webview'],
    written: /innerHTML|outerHTML|insertAdjacent|document\.write|srcdoc|DOMParser|\.setAttribute\(|\.textContent = /,
    doors: ['webview/graph/element.ts'],
  },
};

test.each(Object.entries(SINKS))('%s is written to through its door alone', (_, { rooms, written, doors }) => {
  const files = rooms.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.join(room, file.split(path.sep).join('/'))),
  );
  const writing = files.filter((file) => written.test(readFileSync(path.join(root, file), 'utf8')));
  expect(writing.filter((file) => !doors.includes(file))).toEqual([]);
  // A door that writes no more is none.
  expect(doors.filter((file) => !writing.includes(file))).toEqual([]);
});
