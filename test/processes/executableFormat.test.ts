/** Why a file cannot be started here: the bytes at its head, the machine, and what a person is told. */
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { executableProblem, shellOptions, type Machine } from '../../processes/executableFormat';
import { temporaryFolder } from '../harness/temporaryFolder';

const LINUX: Machine = { platform: 'linux', arch: 'x64' };
const MAC: Machine = { platform: 'darwin', arch: 'arm64' };
const WINDOWS: Machine = { platform: 'win32', arch: 'x64' };

const [X86, ARM, X64, ARM64, RISCV] = [3, 40, 62, 183, 243];

interface Elf {
  readonly machine?: number;
  readonly isBig?: boolean;
  readonly bits?: 32 | 64;
  /** Programs' headers by their types; 3 names the loader. */
  readonly headers?: readonly number[];
  readonly headerSize?: number;
  readonly loader?: string;
  readonly loaderAt?: number;
}

/** An executable of Linux, of its headers and its loader's name. */
function elf({ machine = X64, isBig, bits = 64, headers = [], headerSize = 56, ...more }: Elf): Buffer {
  const { loader = '', loaderAt = 1024 } = more;
  const bytes = Buffer.alloc(8192);
  bytes.write('\x7fELF', 'latin1');
  bytes[4] = bits / 32;
  bytes[5] = isBig ? 2 : 1;
  if (isBig) bytes.writeUInt16BE(machine, 18);
  else bytes.writeUInt16LE(machine, 18);
  bytes.writeBigUInt64LE(64n, 32);
  bytes.writeUInt16LE(headerSize, 54);
  bytes.writeUInt16LE(headers.length, 56);
  headers.forEach((type, index) => {
    const at = 64 + index * headerSize;
    bytes.writeUInt32LE(type, at);
    bytes.writeBigUInt64LE(BigInt(loaderAt), at + 8);
    bytes.writeBigUInt64LE(BigInt(loader.length + 1), at + 32);
  });
  bytes.write(loader, loaderAt, 'latin1');
  return bytes;
}

function problem(content: string | Uint8Array, machine: Machine, mode = 0o755): string {
  const folder = temporaryFolder({ bootstrap: content });
  const file = path.join(folder, 'bootstrap');
  chmodSync(file, mode);
  return (executableProblem(file, machine) ?? 'runs').replaceAll(folder, '');
}

const elsewhere = (built: string, here: string): string =>
  `bootstrap is built for ${built}, and this machine is ${here}. Build it for this machine to run it here.`;
const noLoader = (loader: string): string =>
  `bootstrap needs ${loader}, which this Linux does not have: it was built with another C library. Build it here, or link it statically.`;
const noProgram = (name: string): string =>
  `bootstrap needs ${name}, which this machine does not have. Install it, or name another in the first line.`;
const NO_EXECUTABLE =
  'bootstrap must be an executable, or a script whose first line names its interpreter, such as #!/bin/sh.';
const NO_INTERPRETER = 'bootstrap must name its interpreter behind #!.';

const onPosix = describe.skipIf(process.platform === 'win32');

onPosix('a script', () => {
  test.each<[line: string, said: string]>([
    ['#!/bin/sh\n', 'runs'],
    ['#! /bin/sh -e\necho', 'runs'],
    ['#!/usr/bin/env sh\n', 'runs'],
    ['#!/usr/bin/env -S A=1 sh -e\n', 'runs'],
    ['#!/none/python3\n', noProgram('/none/python3')],
    ['#!/usr/bin/env none-such\n', noProgram('none-such')],
    ['#!/usr/bin/env -S A=1 none-such sh\n', noProgram('none-such')],
    ['#!/usr/bin/env -S\n', NO_INTERPRETER],
    ['#!\n', NO_INTERPRETER],
    [
      '#!/bin/sh\r\necho\r\n',
      'bootstrap ends its lines as Windows does, so that its interpreter is looked for under a wrong name. Save it with line endings LF.',
    ],
    ['#!/bin/sh\necho\r\n', 'runs'],
    ['echo\n', NO_EXECUTABLE],
    [' #!/bin/sh\n', NO_EXECUTABLE],
    ['', NO_EXECUTABLE],
  ])('%j: %s', (line, said) => expect(problem(line, LINUX)).toBe(said));

  test('is none for Windows', () =>
    expect(problem('#!/bin/sh\n', WINDOWS)).toBe('bootstrap is a script for Linux, which Windows does not run.'));
});

onPosix('an executable', () => {
  const loads = { headers: [1, 3], loader: '/none/ld-musl.so.1' };
  test.each<[what: string, bytes: Uint8Array, machine: Machine, said: string]>([
    ['linked statically', elf({ headers: [1] }), LINUX, 'runs'],
    ['whose loader is here', elf({ headers: [1, 3], loader: '/bin/sh' }), LINUX, 'runs'],
    ['whose loader is elsewhere', elf(loads), LINUX, noLoader('/none/ld-musl.so.1')],
    ['with longer headers', elf({ ...loads, headerSize: 64 }), LINUX, noLoader('/none/ld-musl.so.1')],
    ['with shorter headers than there are', elf({ ...loads, headerSize: 55 }), LINUX, 'runs'],
    ['whose loader is named further on', elf({ ...loads, loaderAt: 4090 }), LINUX, 'runs'],
    ['of 32 bits', elf({ ...loads, bits: 32, machine: X86 }), LINUX, 'runs'],
    [
      'whose headers go beyond its head',
      elf({ ...loads, headers: [...Array.from({ length: 72 }, () => 1), 3] }),
      LINUX,
      'runs',
    ],
    ['of another processor', elf({ machine: ARM64 }), LINUX, elsewhere('Linux on ARM64', 'Linux on x86-64')],
    [
      'of another processor, on it',
      elf({ ...loads, machine: ARM64 }),
      { platform: 'linux', arch: 'arm64' },
      noLoader('/none/ld-musl.so.1'),
    ],
    [
      'of x86, on ARM64',
      elf({ machine: X86 }),
      { platform: 'linux', arch: 'arm64' },
      elsewhere('Linux on x86', 'Linux on ARM64'),
    ],
    [
      'of a processor with its bytes the other way',
      elf({ machine: ARM, isBig: true }),
      LINUX,
      elsewhere('Linux on ARM', 'Linux on x86-64'),
    ],
    [
      'of a rare processor',
      elf({ machine: RISCV }),
      LINUX,
      elsewhere('Linux on another processor (243)', 'Linux on x86-64'),
    ],
    ['for Linux, on macOS', elf({}), MAC, elsewhere('Linux on x86-64', 'macOS on ARM64')],
    ['for Linux, on Windows', elf({}), WINDOWS, elsewhere('Linux on x86-64', 'Windows on x86-64')],
    [
      'for Linux, on a rare system',
      elf({}),
      { platform: 'aix', arch: 'ppc64' },
      elsewhere('Linux on x86-64', 'aix on ppc64'),
    ],
    [
      'that is cut off',
      elf({}).subarray(0, 63),
      LINUX,
      'bootstrap is cut off: it ends inside its own header. Build it anew.',
    ],
    ['that has a header alone', elf({}).subarray(0, 64), LINUX, 'runs'],
    ['for macOS', Buffer.from('cffaedfe00', 'hex'), LINUX, elsewhere('macOS', 'Linux on x86-64')],
    ['for macOS, of two processors', Buffer.from('cafebabe00', 'hex'), LINUX, elsewhere('macOS', 'Linux on x86-64')],
    ['for macOS, on it', Buffer.from('cefaedfe00', 'hex'), MAC, 'runs'],
    ['for Windows', Buffer.from('MZ\x90\0', 'latin1'), MAC, elsewhere('Windows', 'macOS on ARM64')],
    ['for Windows, on it', Buffer.from('MZ\x90\0', 'latin1'), WINDOWS, 'runs'],
  ])('%s', (_, bytes, machine, said) => expect(problem(bytes, machine)).toBe(said));
});

onPosix('a file', () => {
  test('may have to be made executable, but not on Windows', () => {
    const said = 'bootstrap may not be run: its execute permission is missing. Run: chmod +x /bootstrap.';
    expect([problem('#!/bin/sh\n', LINUX, 0o644), problem('MZ', WINDOWS, 0o644)]).toEqual([said, 'runs']);
  });

  test('must be a regular one', () => {
    const folder = temporaryFolder({});
    mkdirSync(path.join(folder, 'bootstrap'));
    expect(executableProblem(path.join(folder, 'bootstrap'))).toBe(
      'bootstrap cannot be read: it is not a regular file.',
    );
    expect(executableProblem(path.join(folder, 'none'))).toBe('none cannot be read: ENOENT.');
  });

  test('of this machine runs', () => expect(executableProblem(process.execPath)).toBeUndefined());
});

test.each<[line: string, options: readonly string[] | undefined]>([
  ['#!/bin/sh\n', []],
  ['#! /usr/bin/sh \n', []],
  ['#!/bin/sh -e\n', ['-e']],
  ['#!/bin/sh -e -u \n', ['-e -u']],
  ['#!/usr/bin/env sh\n', []],
  // There is no program of that name.
  ['#!/usr/bin/env sh -e\n', undefined],
  ['#!/bin/bash\n', undefined],
  ['#!/bin/dash -e\n', undefined],
  ['#!/opt/sh/run\n', undefined],
  ['sh\n', undefined],
  ['#!/bin/bash\n#!/bin/sh\n', undefined],
])('%j gives sh %j', (line, options) => {
  expect(shellOptions(path.join(temporaryFolder({ bootstrap: line }), 'bootstrap'))).toEqual(options);
});
