// Finds a Python that has debugpy, as the debugger of Python handlers needs.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const CANDIDATES = [process.env.STEPWISE_PYTHON, 'python3', '/usr/bin/python3', 'python'].filter(Boolean);

/** @returns {Promise<string | undefined>} the executable's absolute path */
export async function findDebugPython() {
  for (const candidate of CANDIDATES) {
    const answer = await promisify(execFile)(candidate, ['-c', 'import debugpy, sys; print(sys.executable)']).catch(
      () => undefined,
    );
    if (answer) return answer.stdout.trim();
  }
  return undefined;
}
