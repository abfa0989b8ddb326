/** Our own terminal command, as a person would call it from another terminal. */
import { execFile } from 'node:child_process';

/**
 * @param cli absolute path of `dist/cli.js`
 * @returns what it printed, or what it said is wrong
 */
export function runOwnCommand(
  cli: string,
  args: readonly string[],
): Promise<{ readonly output: string } | { readonly problem: string }> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, output, said) =>
      resolve(error ? { problem: said.trim() || String(error) } : { output }),
    );
  });
}
