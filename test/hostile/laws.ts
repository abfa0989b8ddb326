/** What must be true of everything that reaches a person, by the kind of place. */
import { expect } from 'vitest';

/** Nothing that a terminal obeys but line feeds, tabs and, where they are allowed, colours; and nothing unseen. */
export function expectReadable(output: string, { colours = false } = {}): void {
  const rest = colours ? output.replace(/\u001b\[[\d;:]*m/g, '') : output;
  const unseen = /[^\P{C}\n\t\u200c\u200d\u{e000}-\u{f8ff}]|[\u2028\u2029\ufeff]|\u001b/u.exec(
    rest.replace(/\p{Cn}|\p{Co}/gu, ''),
  )?.[0];
  expect(
    unseen && { unseen: JSON.stringify(unseen), code: unseen.codePointAt(0)?.toString(16), output },
  ).toBeUndefined();
}

/**
 * No line is a command by what the servers' own programs look for: GitHub's runner (ActionCommand.TryParseV2 and TryParse), the
 * agent of Azure Pipelines (Command.TryParse), TeamCity's service messages, GitLab's and Travis's marks.
 */
export function expectNoCommands(output: string): void {
  const commands = output
    .split(/[\n\r\u0085\u2028\u2029]/)
    .filter(
      (line) =>
        line.trimStart().startsWith('::') ||
        /##[a-z]*\[/i.test(line) ||
        /(section_(start|end)|travis_(fold|time)):/.test(line),
    );
  expect(commands).toEqual([]);
}

/** What a reader of an escaped text takes it for: the text itself, once the escapes are read as JSON's. */
export function unescaped(shown: string): string {
  const NAMED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return shown.replace(/\\(?:u([\da-f]{4})|([nrtbf]))/g, (_, code: string | undefined, name: string | undefined) =>
    code === undefined ? NAMED[name!]! : String.fromCharCode(parseInt(code, 16)),
  );
}
