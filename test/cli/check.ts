import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { main } from '../../cli/main';
import { openIo, type Io } from '../../cli/io';
import { temporaryFolder } from '../harness/temporaryFolder';

export const SAMPLES = path.join(__dirname, '../../samples');

export interface CliCase {
  readonly files?: { readonly [file: string]: string | Uint8Array };
  readonly input?: string | Uint8Array;
  /** Default: the folder of `files`. */
  readonly cwd?: string;
  /** Variables of the environment; none where absent. */
  readonly env?: Io['env'];
  /** What the user has allowed for good, by folder; default: nothing. */
  readonly consents?: (folder: string) => object;
  /** In its place: the file of an earlier command. */
  readonly consentFile?: string;
  /** Ctrl+C as soon as the command listens for it. */
  readonly interrupt?: boolean;
  readonly terminal?: boolean;
  /** Sees what is written to standard error. */
  readonly onError?: (text: string) => void;
}

export interface CliReport {
  readonly code: number;
  readonly out: string;
  /** Folders of the case and of the samples stand as `.` and `samples`, times as `N s`. */
  readonly error: string;
  readonly folder: string;
  readonly consentFile: string;
}

/** Runs a command line in this process with a terminal of its own. */
export async function check(args: readonly string[], cliCase: CliCase, expected: object): Promise<CliReport> {
  const folder = temporaryFolder(cliCase.files ?? {});
  const consentFile = cliCase.consentFile ?? path.join(temporaryFolder({}), 'consents.json');
  if (cliCase.consents) {
    writeFileSync(consentFile, JSON.stringify({ version: 1, folders: cliCase.consents(folder) }), { mode: 0o600 });
  }
  let out = '';
  let error = '';
  const io = openIo({
    cwd: cliCase.cwd ?? folder,
    env: cliCase.env ?? {},
    consentFile,
    writeOut: (text) => void (out += text),
    writeError: (text) => {
      error += text;
      cliCase.onError?.(text);
    },
    readInput: () => Promise.resolve(Buffer.from(cliCase.input ?? '')),
    outIsTerminal: cliCase.terminal ?? false,
    errorIsTerminal: cliCase.terminal ?? false,
    colours: false,
    columns: 80,
    onInterrupt(listener) {
      if (cliCase.interrupt) setImmediate(listener);
      return () => undefined;
    },
  });
  const code = await main(args, io);
  const stable = error
    .replaceAll(folder, '.')
    .replaceAll(SAMPLES, 'samples')
    .replace(/[\d.]+ m?s(?=$| \()/gm, 'N s');
  const report = { code, out, error: stable, folder, consentFile };
  expect(report).toMatchObject(expected);
  return report;
}

/** As {@link check}, for tables of cases. */
export async function checkOnly(args: readonly string[], cliCase: CliCase, expected: object): Promise<void> {
  await check(args, cliCase, expected);
}

/** Matches a text that holds all of these. */
export function holding(...parts: string[]): string {
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return expect.stringMatching(new RegExp(escaped.map((part) => `(?=[^]*${part})`).join(''))) as unknown as string;
}
