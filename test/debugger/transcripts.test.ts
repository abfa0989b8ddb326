/** What a person sees who debugs: each script is acted out, and its transcript compared with the one on file. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { transcriptOf, type Script } from './check';
import { SCRIPTS } from './scripts';

const FOLDER = path.join(__dirname, 'transcripts');

/** `UPDATE=1` writes what is there now; read the difference as code. */
async function check(name: string, script: Script): Promise<void> {
  const file = path.join(FOLDER, `${name.replaceAll(' ', '-')}.txt`);
  const transcript = `${await transcriptOf(script)}\n`;
  if (process.env['UPDATE'] === '1') writeFileSync(file, transcript);
  expect(existsSync(file), `${file} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(transcript).toBe(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
}

describe('a debugged run', () => {
  it.each(Object.entries(SCRIPTS))('%s', check);
});
