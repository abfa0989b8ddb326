/** For which system a compiled module was made. Sources: the ELF specification, Apple's `mach/machine.h`, Microsoft's "PE Format". */
import { headOf } from '../processes/fileHead';

/** Systems as Node.js calls them. */
export interface MadeFor {
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** Absent: for several, or for one that is not known here. */
  readonly arch?: 'x64' | 'arm64';
}

const ELF_MACHINES: { readonly [machine: number]: MadeFor['arch'] } = { 0x3e: 'x64', 0xb7: 'arm64' };
const MACH_CPUS: { readonly [cpu: number]: MadeFor['arch'] } = { 0x01000007: 'x64', 0x0100000c: 'arm64' };
const PE_MACHINES: { readonly [machine: number]: MadeFor['arch'] } = { 0x8664: 'x64', 0xaa64: 'arm64' };
/** Bytes; the header of Windows' begins within. */
const HEAD = 1024;

/** Undefined: it is none, or cannot be read. */
export function madeFor(file: string): MadeFor | undefined {
  let head: Buffer;
  try {
    head = headOf(file, HEAD);
  } catch {
    return undefined;
  }
  if (head.length < 20) return undefined;
  const made = (platform: MadeFor['platform'], arch: MadeFor['arch']): MadeFor => ({ platform, ...(arch && { arch }) });
  if (head.readUInt32BE(0) === 0x7f454c46) return made('linux', ELF_MACHINES[head.readUInt16LE(18)]);
  if (head.readUInt32LE(0) === 0xfeedfacf) return made('darwin', MACH_CPUS[head.readUInt32LE(4)]);
  // One file for several processors.
  if (head.readUInt32BE(0) === 0xcafebabe) return made('darwin', undefined);
  const at = head.toString('latin1', 0, 2) === 'MZ' && head.length >= 64 ? head.readUInt32LE(60) : head.length;
  return at + 6 <= head.length ? made('win32', PE_MACHINES[head.readUInt16LE(at + 4)]) : undefined;
}
