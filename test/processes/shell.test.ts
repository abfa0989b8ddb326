import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TERMINAL_SHELL, commandIn, shellCommand, shellInUse, shellOf, shellWord } from '../../processes/shell';
import type { Shell } from '../../processes/shell';

/** What each shell is given for a word. */
const WORDS: readonly { readonly text: string; readonly [shell: string]: string | undefined }[] = [
  {
    text: 'events/high.json',
    posix: 'events/high.json',
    fish: 'events/high.json',
    cmd: 'events/high.json',
    powershell: 'events/high.json',
    windowsPowerShell: 'events/high.json',
  },
  {
    text: '{"day":"Mo & Tu"}',
    posix: `'{"day":"Mo & Tu"}'`,
    fish: `'{"day":"Mo & Tu"}'`,
    cmd: `"{""day"":""Mo & Tu""}"`,
    powershell: `'{"day":"Mo & Tu"}'`,
    windowsPowerShell: String.raw`'{\"day\":\"Mo & Tu\"}'`,
  },
  {
    text: String.raw`{"a":"say \"hi\", it's"}`,
    posix: String.raw`'{"a":"say \"hi\", it'\''s"}'`,
    fish: String.raw`'{"a":"say \\"hi\\", it\'s"}'`,
    cmd: String.raw`"{""a"":""say \\""hi\\"", it's""}"`,
    powershell: String.raw`'{"a":"say \"hi\", it''s"}'`,
    windowsPowerShell: String.raw`'{\"a\":\"say \\\"hi\\\", it''s\"}'`,
  },
  {
    text: 'a “b” ‘c’',
    posix: `'a “b” ‘c’'`,
    fish: `'a “b” ‘c’'`,
    cmd: `"a “b” ‘c’"`,
    powershell: `'a “b” ‘‘c’’'`,
    windowsPowerShell: `'a “b” ‘‘c’’'`,
  },
  {
    text: 'C:\\My files\\',
    posix: `'C:\\My files\\'`,
    fish: String.raw`'C:\\My files\\'`,
    cmd: String.raw`"C:\My files\\"`,
    powershell: `'C:\\My files\\'`,
    windowsPowerShell: String.raw`'C:\My files\\'`,
  },
  { text: '', posix: "''", fish: "''", cmd: '""', powershell: "''", windowsPowerShell: `'""'` },
  { text: '~/x', posix: "'~/x'", fish: "'~/x'", cmd: '~/x', powershell: "'~/x'", windowsPowerShell: "'~/x'" },
  { text: 'k=~', posix: "'k=~'", fish: "'k=~'", cmd: '"k=~"', powershell: "'k=~'", windowsPowerShell: "'k=~'" },
  { text: '#1', posix: "'#1'", fish: "'#1'", cmd: '#1', powershell: "'#1'", windowsPowerShell: "'#1'" },
  { text: 'a,b', posix: 'a,b', fish: 'a,b', cmd: '"a,b"', powershell: "'a,b'", windowsPowerShell: "'a,b'" },
  { text: '=ls', posix: "'=ls'", fish: "'=ls'", cmd: '"=ls"', powershell: "'=ls'", windowsPowerShell: "'=ls'" },
  {
    text: '%PATH%',
    posix: '%PATH%',
    fish: "'%PATH%'",
    cmd: undefined,
    powershell: "'%PATH%'",
    windowsPowerShell: "'%PATH%'",
  },
  { text: 'a\nb', posix: "'a\nb'", fish: "'a\nb'", cmd: undefined, powershell: "'a\nb'", windowsPowerShell: "'a\nb'" },
];

describe('words', () => {
  it.each(WORDS)('$text', ({ text, ...expected }) => {
    const shells = Object.keys(expected) as Shell[];
    expect(shells).toHaveLength(5);
    expect(Object.fromEntries(shells.map((shell) => [shell, shellWord(text, shell)]))).toEqual(expected);
  });

  it.skipIf(!existsSync('/bin/sh'))('a shell takes them for what they are', () => {
    const texts = WORDS.map(({ text }) => text);
    const script = shellCommand(['printf', '%s\\0', ...texts], 'posix');
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(texts);
  });

  /** How a program on Windows takes its command line apart: Microsoft's "Parsing C command-line arguments". */
  const argumentsOf = (line: string): string[] => {
    const found: string[] = [];
    for (let at = 0; at < line.length;) {
      let [text, isQuoted] = ['', false];
      for (; at < line.length && (isQuoted || line[at] !== ' '); at++) {
        const slashes = /^\\*/.exec(line.slice(at))![0].length;
        if (line[at + slashes] === '"') {
          text += '\\'.repeat(slashes >> 1);
          at += slashes;
          if (slashes % 2 === 1) text += '"';
          else if (isQuoted && line[at + 1] === '"') text += line[at++];
          else isQuoted = !isQuoted;
        } else text += line[at];
      }
      found.push(text);
      at++;
    }
    return found;
  };

  it('a program that cmd starts sees them', () => {
    const texts = WORDS.flatMap(({ text, cmd }) => (cmd === undefined ? [] : [text]));
    expect(argumentsOf(texts.map((text) => shellWord(text, 'cmd')).join(' '))).toEqual(texts);
  });

  it('a program that Windows PowerShell starts sees them', () => {
    const texts = WORDS.map(({ text }) => text);
    // It takes off its own quotes, and puts others around what has a space.
    const handed = texts.map((text) => {
      const word = shellWord(text, 'windowsPowerShell')!;
      const bare = word.startsWith("'") ? word.slice(1, -1).replace(/(['‘’])\1/g, '$1') : word;
      return /\s/.test(bare) ? `"${bare}"` : bare;
    });
    expect(argumentsOf(handed.join(' '))).toEqual(texts);
  });
});

it('a program whose name is quoted is called', () => {
  const words = ['C:\\Program Files\\py.exe', '-m', 'pip'] as const;
  expect(shellCommand(words, 'windowsPowerShell')).toBe(String.raw`& 'C:\Program Files\py.exe' -m pip`);
  expect(shellCommand(words, 'cmd')).toBe(String.raw`"C:\Program Files\py.exe" -m pip`);
  expect(shellCommand(['stepwise', 'run', 'my flow.json'], 'powershell')).toBe(`stepwise run 'my flow.json'`);
  expect(shellCommand(['run', '%A%'], 'cmd')).toBe('run %A%');
});

const WINDOWS = String.raw`C:\Program Files\WindowsPowerShell\Modules;C:\WINDOWS\system32\WindowsPowerShell\v1.0\Modules`;

it.each<{ env: NodeJS.ProcessEnv; platform: NodeJS.Platform; parent?: string; shell: Shell }>([
  { env: { SHELL: '/bin/zsh' }, platform: 'darwin', shell: 'posix' },
  { env: { SHELL: '/usr/bin/fish' }, platform: 'linux', shell: 'fish' },
  { env: { SHELL: '/bin/bash', PSModulePath: '/a:/b:/c' }, platform: 'linux', parent: 'bash', shell: 'posix' },
  { env: { SHELL: '/usr/bin/fish', PSModulePath: '/a:/b' }, platform: 'linux', parent: '-fish', shell: 'fish' },
  { env: { SHELL: '/bin/bash', PSModulePath: '/a:/b:/c' }, platform: 'linux', parent: 'pwsh', shell: 'powershell' },
  // npm between them.
  { env: { SHELL: '/bin/bash', PSModulePath: '/a:/b:/c' }, platform: 'linux', parent: 'node', shell: 'powershell' },
  { env: { SHELL: '/bin/bash' }, platform: 'linux', parent: 'node', shell: 'posix' },
  {
    env: { SHELL: '/bin/bash', PSModulePath: '/a', [TERMINAL_SHELL]: '/bin/zsh' },
    platform: 'linux',
    parent: 'node',
    shell: 'posix',
  },
  { env: {}, platform: 'linux', shell: 'posix' },
  { env: {}, platform: 'win32', shell: 'cmd' },
  { env: { PSModulePath: WINDOWS }, platform: 'win32', shell: 'cmd' },
  {
    env: { PSModulePath: String.raw`C:\Users\ann\Documents\WindowsPowerShell\Modules;${WINDOWS}` },
    platform: 'win32',
    shell: 'windowsPowerShell',
  },
  {
    env: {
      PSModulePath: String.raw`C:\Users\ann\Documents\PowerShell\Modules;c:\program files\powershell\7\Modules;${WINDOWS}`,
    },
    platform: 'win32',
    shell: 'powershell',
  },
  { env: { PSModulePath: WINDOWS, SHELL: '/usr/bin/bash' }, platform: 'win32', shell: 'posix' },
  { env: { SHELL: '/bin/zsh', [TERMINAL_SHELL]: '/usr/bin/fish' }, platform: 'darwin', shell: 'fish' },
])('$shell in $env on $platform, started by $parent', ({ env, platform, parent = 'node', shell }) => {
  expect(shellInUse(env, platform, parent)).toBe(shell);
});

it.each<[shell: Shell, folder: string | undefined, command: string]>([
  ['posix', undefined, 'npm install'],
  ['posix', '/shop', 'cd /shop && npm install'],
  ['posix', '/my shop', `cd '/my shop' && npm install`],
  ['fish', "/ann's", String.raw`cd '/ann\'s' && npm install`],
  // Perhaps on another drive.
  ['cmd', String.raw`D:\my shop`, String.raw`cd /d "D:\my shop" && npm install`],
  ['powershell', String.raw`D:\my shop`, String.raw`cd -LiteralPath 'D:\my shop' && npm install`],
  // Brackets are a pattern otherwise.
  ['powershell', '/shop/[id]', "cd -LiteralPath '/shop/[id]' && npm install"],
  // It has no &&.
  ['windowsPowerShell', String.raw`D:\shop`, String.raw`cd -LiteralPath D:\shop; npm install`],
  ['windowsPowerShell', String.raw`D:\shop`, String.raw`cd -LiteralPath D:\shop; npm ci; npm test`],
])('in %s, in %s: %s', (shell, folder, command) => {
  const steps = /npm .*/.exec(command)![0].replace('; ', ' && ');
  expect(commandIn(folder, steps, shell)).toBe(command);
});

it.each([
  [String.raw`C:\WINDOWS\System32\WindowsPowerShell\v1.0\powershell.exe`, 'windowsPowerShell'],
  [String.raw`C:\Program Files\PowerShell\7\pwsh.exe`, 'powershell'],
  ['/usr/bin/pwsh', 'powershell'],
  [String.raw`C:\WINDOWS\System32\CMD.EXE`, 'cmd'],
  [String.raw`C:\Program Files\Git\bin\bash.exe`, 'posix'],
])('%s', (program, shell) => {
  expect(shellOf(program)).toBe(shell);
});
