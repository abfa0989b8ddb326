/** The script of the shell that is on most machines, with a command in place of ours. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../cli/commands';
import { SCRIPTS } from '../../cli/completion/scripts';
import { temporaryFolder } from '../harness/temporaryFolder';

/** @param answer what the command prints @returns the words that Bash would offer */
function offered(words: readonly string[], answer: string): string[] {
  const script = `
    stepwise() { echo "asked: $*" >&2; printf '${answer}'; }
    ${SCRIPTS.bash}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _stepwise
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const cwd = temporaryFolder({ 'flow.asl.json': '', 'two words.json': '', 'other/x': '' });
  const out = execFileSync('bash', ['-c', script, 'bash', 'stepwise', ...words], { cwd, encoding: 'utf8' });
  return out.split('\n').filter((line) => line !== '');
}

test.skipIf(process.platform === 'win32')('Bash offers words without what they are, and files', () => {
  expect(offered(['r'], 'run\\tRuns it\\nredrive\\tAgain\\n')).toEqual(['run', 'redrive']);
  expect(offered(['run', 'f'], 'fast\\n:files\\n')).toEqual(['fast', 'flow.asl.json']);
  expect(offered(['run', ''], 'My Flow\\n')).toEqual(['My\\ Flow']);
  expect(offered(['run', '--input', '=', 't'], ':files\\n')).toEqual(['two words.json']);
  expect(offered(['serve', ''], '')).toEqual([]);
});

test.each(Object.entries(COMMANDS))('the options of %s', async (name, { options, load }) => {
  const table = await options();
  let help = '';
  const run = await load();
  const code = await run(['--help'], { out: (text: unknown) => (help += String(text)) } as never);
  expect(code).toBe(0);
  // What the command itself says it takes.
  const written = [...help.matchAll(/^ {2}--([\w-]+)/gm)].map(([, option]) => option);
  const current = Object.keys(table).filter((option) => table[option]?.retired === undefined);
  expect(name === 'lsp' || name === 'dap' ? ['stdio', 'help'] : written).toEqual(current);
});
