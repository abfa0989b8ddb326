/** Writing commands as the shell of a person takes them. */
import path from 'node:path';
import { smallFile } from './versions/smallFile';

/** Shells that quote in ways of their own; all others do as POSIX says. */
export type Shell = 'posix' | 'fish' | 'cmd' | 'powershell' | 'windowsPowerShell';

/** Set for programs that the editor starts: the shell of its integrated terminal, which is not theirs. */
export const TERMINAL_SHELL = 'STEPWISE_TERMINAL_SHELL';

interface Quoting {
  /** Words that may stand as they are. */
  readonly plain: RegExp;
  /** Undefined where the shell has no way to write it, or none that every version reads alike. */
  quoted(text: string): string | undefined;
  /** What must stand before a program whose name is quoted. */
  readonly call?: string;
}

const LINE_BREAK = /[\r\n]/;
const VARIABLE = /%[^%]+%/;
/** To PowerShell these are quotes, too. */
const SINGLE_QUOTES = /['\u2018\u2019\u201a\u201b]/g;
/** A command line of Windows is one text, which the program takes apart: a backslash there counts before a quote alone. */
const doubledBackslashes = (text: string): string => text.replace(/(\\+)(?="|$)/g, '$1$1');

const inPowerShell = (text: string): string => `'${text.replace(SINGLE_QUOTES, '$&$&')}'`;

const QUOTING: Readonly<Record<Shell, Quoting>> = {
  posix: {
    // Behind `=` and `:` a tilde may stand for a home folder.
    plain: /^[\w./@%+:,-][\w./@%+=:,#-]*$/,
    quoted: (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  },
  fish: {
    plain: /^[\w./@+:,-][\w./@+=:,#-]*$/,
    quoted: (text) => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`,
  },
  // A program's wrapper, such as npm makes, hands its arguments to cmd a second time: what is outside of quotes then
  // would be read again. Within them `%NAME%` alone still means something, and nothing takes that away.
  cmd: {
    plain: /^[\w./:\\+#@~-]+$/,
    quoted: (text) =>
      LINE_BREAK.test(text) || VARIABLE.test(text) ? undefined : `"${doubledBackslashes(text).replaceAll('"', '""')}"`,
  },
  powershell: {
    plain: /^(?!-\w*[.:])[\w./:\\+-][\w./:\\+=#%-]*$/,
    quoted: inPowerShell,
    call: '& ',
  },
  // Source: about_Parsing, "Passing arguments that contain quote characters": before 7.3 they are lost on the way.
  windowsPowerShell: {
    plain: /^(?!-\w*[.:])[\w./:\\+-][\w./:\\+=#%-]*$/,
    quoted(text) {
      // What is empty is left out.
      if (text === '') return `'""'`;
      // It puts quotes around what has a space, and leaves a backslash before the last one as it is.
      const inside = /\s/.test(text) ? doubledBackslashes(text) : text.replace(/(\\+)(?=")/g, '$1$1');
      return inPowerShell(inside.replaceAll('"', String.raw`\"`));
    },
    call: '& ',
  },
};

/** One word of a command; undefined where it cannot be written so that the program sees just that. */
export function shellWord(text: string, shell = shellInUse()): string | undefined {
  const { plain, quoted } = QUOTING[shell];
  return plain.test(text) ? text : quoted(text);
}

/** A whole command, as it can be pasted. A word that cannot be written stands as it is. */
export function shellCommand(words: readonly [string, ...string[]], shell = shellInUse()): string {
  const call = QUOTING[shell].plain.test(words[0]) ? '' : (QUOTING[shell].call ?? '');
  return call + words.map((word) => shellWord(word, shell) ?? word).join(' ');
}

/**
 * A command to paste as it stands, in a shell that may be in any folder.
 *
 * @param folder absolute
 * @param command as POSIX has it: several with ` && ` between them
 */
export function commandIn(folder: string | undefined, command: string, shell = shellInUse()): string {
  const [cd, then] = GOING[shell];
  const first = folder === undefined ? [] : [`${cd} ${shellWord(folder, shell) ?? folder}`];
  return [...first, ...command.split(' && ')].join(then);
}

/** How each goes to a folder, perhaps on another drive, and does something there. Source: about_Pipeline_Chain_Operators, new in version 7. */
const GOING: Readonly<Record<Shell, readonly [cd: string, then: string]>> = {
  posix: ['cd', ' && '],
  fish: ['cd', ' && '],
  cmd: ['cd /d', ' && '],
  // Without the word brackets are a pattern: `pages/[id]`.
  powershell: ['cd -LiteralPath', ' && '],
  windowsPowerShell: ['cd -LiteralPath', '; '],
};

/** The shell in which a person would paste: that of the editor's terminal, else the one that has started this process. */
export function shellInUse(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
  parent = programOf(process.ppid),
): Shell {
  // What PowerShell starts has this, and SHELL is still that of the login; what another shell starts in it has both.
  const mayBePowerShell = platform !== 'win32' && env.PSModulePath !== undefined;
  const isPowerShell = mayBePowerShell && !OTHER_SHELL.test(parent ?? 'pwsh');
  const named = env[TERMINAL_SHELL] ?? (isPowerShell ? 'pwsh' : env.SHELL);
  // On Windows a SHELL is that of Git or of Cygwin.
  if (named) return shellOf(named);
  if (platform !== 'win32') return 'posix';
  const modules = (env.PSModulePath ?? '').split(';').filter((folder) => folder !== '');
  // Each PowerShell puts its own folders before the two that every process of Windows is given.
  if (modules.some((folder) => /\\PowerShell(\\|$)/i.test(folder))) return 'powershell';
  return modules.length > 2 ? 'windowsPowerShell' : 'cmd';
}

const OTHER_SHELL = /^-?(?!pwsh)(?:\w{0,3}sh|fish|nu)$/;

/** The name of a process's program, where the system shows it as a file. */
function programOf(id: number): string | undefined {
  return smallFile(`/proc/${id}/comm`)?.trim();
}

/** Of the path of its program. */
export function shellOf(program: string): Shell {
  const name = path.win32
    .basename(program)
    .toLowerCase()
    .replace(/\.exe$/, '');
  return SHELLS.get(name) ?? 'posix';
}

const SHELLS: ReadonlyMap<string, Shell> = new Map([
  ['fish', 'fish'],
  ['cmd', 'cmd'],
  ['pwsh', 'powershell'],
  ['pwsh-preview', 'powershell'],
  ['powershell', 'windowsPowerShell'],
]);
