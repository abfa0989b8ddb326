/** Why an executable of the user's cannot be started on this machine, told before the system refuses it without a reason. */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { headOf } from './fileHead';
import { findExecutable } from './findExecutable';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** Enough for the headers of an ELF file, with what names its loader. */
const HEAD_BYTES = 4096;

/** As people call them. */
export const SYSTEMS: { readonly [platform: string]: string } = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** `e_machine` of ELF, by what Node.js and people call it. Source: the ELF specification, its table of machines. */
const MACHINES: { readonly [machine: number]: readonly [arch: string, name: string, emulator: string] } = {
  3: ['ia32', 'x86', 'i386'],
  40: ['arm', 'ARM', 'arm'],
  62: ['x64', 'x86-64', 'x86_64'],
  183: ['arm64', 'ARM64', 'aarch64'],
};

const ARCHITECTURES: { readonly [arch: string]: string } = Object.fromEntries(
  Object.values(MACHINES).map(([arch, name]) => [arch, name]),
);

/** A sentence that begins with the file's name and says what to do; undefined where nothing is in the way. */
export function executableProblem(
  file: string,
  machine: Machine = { platform: process.platform, arch: process.arch },
): string | undefined {
  const name = path.basename(file);
  let head: Buffer;
  try {
    head = headOf(file, HEAD_BYTES);
  } catch (error) {
    return `${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'it is not a regular file'}.`;
  }
  const why = formatProblem(name, head, machine);
  if (why !== undefined || machine.platform === 'win32') return why;
  try {
    accessSync(file, constants.X_OK);
    return undefined;
  } catch {
    return `${name} may not be run: its execute permission is missing. Run: chmod +x ${file}.`;
  }
}

/** Where `sh` runs it, whichever shell that is: what its first line gives `sh` besides, as the kernel hands it over. */
export function shellOptions(file: string): readonly string[] | undefined {
  const head = headOf(file, HEAD_BYTES).toString('latin1');
  const found = /^#![ \t]*(?:\S*\/)?(?:env\s+sh|sh(?:[ \t]+(\S.*?))?)[ \t]*\n/.exec(head);
  // However many words it is, it is one argument.
  return found ? found.slice(1).filter((options) => options !== undefined) : undefined;
}

function formatProblem(name: string, head: Buffer, machine: Machine): string | undefined {
  const magic = head.subarray(0, 4).toString('latin1');
  if (magic.startsWith('#!')) return scriptProblem(name, head, machine);
  if (magic === '\x7fELF') return elfProblem(name, head, machine);
  if (/^(?:[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe)/.test(magic)) return builtFor(name, 'macOS', 'darwin', machine);
  if (magic.startsWith('MZ')) return builtFor(name, 'Windows', 'win32', machine);
  return `${name} must be an executable, or a script whose first line names its interpreter, such as #!/bin/sh.`;
}

function builtFor(name: string, system: string, platform: NodeJS.Platform, machine: Machine): string | undefined {
  return machine.platform === platform ? undefined : elsewhere(name, system, machine);
}

function elsewhere(name: string, system: string, { platform, arch }: Machine): string {
  const here = `${SYSTEMS[platform] ?? platform} on ${ARCHITECTURES[arch] ?? arch}`;
  return `${name} is built for ${system}, and this machine is ${here}. Build it for this machine to run it here.`;
}

function scriptProblem(name: string, head: Buffer, { platform }: Machine): string | undefined {
  const line = head.subarray(2, HEAD_BYTES).toString('utf8').split('\n')[0]!;
  if (platform === 'win32') return `${name} is a script for Linux, which Windows does not run.`;
  if (line.endsWith('\r')) {
    return `${name} ends its lines as Windows does, so that its interpreter is looked for under a wrong name. Save it with line endings LF.`;
  }
  const [program = '', ...words] = line.trim().split(/\s+/);
  const isEnv = path.basename(program) === 'env';
  const asked = isEnv ? words.find((word) => !word.startsWith('-') && !word.includes('=')) : program;
  if (asked === undefined || asked === '') return `${name} must name its interpreter behind #!.`;
  const isThere = isEnv ? findExecutable(asked) !== undefined : existsSync(program);
  return isThere
    ? undefined
    : `${name} needs ${asked}, which this machine does not have. Install it, or name another in the first line.`;
}

function elfProblem(name: string, head: Buffer, machine: Machine): string | undefined {
  if (head.length < 64) return `${name} is cut off: it ends inside its own header. Build it anew.`;
  const isLittle = head[5] === 1;
  const number = isLittle ? head.readUInt16LE(18) : head.readUInt16BE(18);
  const [arch, shown, emulator] = MACHINES[number] ?? [`${number}`, `another processor (${number})`, ''];
  if (machine.platform !== 'linux') return elsewhere(name, `Linux on ${shown}`, machine);
  const runs = arch === machine.arch || (arch === 'ia32' && machine.arch === 'x64');
  if (!runs && !existsSync(`/proc/sys/fs/binfmt_misc/qemu-${emulator}`))
    return elsewhere(name, `Linux on ${shown}`, machine);
  const loader = isLittle && head[4] === 2 ? loaderOf(head) : undefined;
  if (!runs || loader === undefined || existsSync(loader)) return undefined;
  return `${name} needs ${loader}, which this Linux does not have: it was built with another C library. Build it here, or link it statically.`;
}

const INTERPRETER_SEGMENT = 3;

/** The loader of a dynamically linked program, of 64 bits and little-endian, where its name is near the file's head. */
function loaderOf(head: Buffer): string | undefined {
  const [from, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
  for (let at = from; at + size <= head.length && at < from + size * count; at += size) {
    if (size < 56 || head.readUInt32LE(at) !== INTERPRETER_SEGMENT) continue;
    const [begin, length] = [Number(head.readBigUInt64LE(at + 8)), Number(head.readBigUInt64LE(at + 32))];
    return begin + length <= head.length
      ? head.toString('latin1', begin, begin + length).replace(/\0.*$/s, '')
      : undefined;
  }
  return undefined;
}
