/** Imports point inward: the map in docs/architecture.md, held against the code. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, root, sourceFiles, type Import } from './sources';

interface Room {
  /** Rooms of ours it may import. */
  readonly rooms: readonly string[];
  /** Rooms it may import types from, nothing that runs. */
  readonly types?: readonly string[];
  /** Parts of other rooms, of which it needs no more. */
  readonly parts?: readonly string[];
  /** Single files of other rooms, which hold a file of the user's and need nothing of their room but their neighbours. */
  readonly files?: readonly string[];
  /** Packages it may import; subpaths included. */
  readonly packages: readonly string[];
  /** Whether Node's own modules are allowed. */
  readonly node: boolean;
}

const ROOMS: Record<string, Room> = {
  core: {
    rooms: [],
    packages: ['jsonc-parser', 'yaml', 'jsonata', 'hyparquet', 'hyparquet-compressors', 'fzstd'],
    node: false,
  },
  events: { rooms: ['core'], packages: ['aws-lambda'], node: false },
  processes: { rooms: [], packages: [], node: true },
  services: { rooms: ['core'], packages: [], node: true },
  lambda: {
    rooms: ['processes'],
    parts: ['core/handlers', 'core/partition'],
    packages: ['esbuild', 'esbuild-wasm'],
    node: true,
  },
  project: { rooms: ['core', 'processes'], packages: ['jsonc-parser'], node: true },
  run: {
    rooms: ['core', 'events', 'services', 'lambda', 'project', 'processes'],
    packages: ['jsonc-parser', 'ajv', 'hyparquet-compressors'],
    node: true,
  },
  messages: { rooms: [], types: ['core', 'lambda', 'project'], packages: [], node: false },
  server: {
    rooms: ['core', 'services', 'project', 'processes', 'messages'],
    files: ['run/history/readHistory', 'run/loadMachine'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
    node: true,
  },
  debugger: {
    rooms: ['core', 'events', 'run', 'project', 'lambda', 'processes', 'messages'],
    packages: ['@vscode/debugadapter', '@vscode/debugprotocol'],
    node: true,
  },
  client: {
    rooms: ['core', 'events', 'processes', 'messages'],
    types: ['lambda', 'project'],
    files: [
      'project/historiesFolder',
      'project/readRegularFile',
      'project/replaceFile',
      'project/settings/askedValues',
      'project/settings/editSettings',
      'run/consent/consentFile',
      'run/consent/permissionWords',
      'run/consent/userConsentFile',
      'run/launch/launchKeys',
    ],
    packages: ['vscode', 'vscode-languageclient', 'jsonc-parser'],
    node: true,
  },
  webview: { rooms: ['core', 'messages'], packages: [], node: false },
  cli: {
    rooms: [
      'core',
      'events',
      'services',
      'run',
      'project',
      'lambda',
      'processes',
      'server',
      'debugger',
      'package.json',
    ],
    packages: [],
    node: true,
  },
};

const nodeModules = new Set(builtinModules);

/** What is wrong with an import, or undefined. */
function objection(roomName: string, room: Room, file: string, { specifier, typeOnly }: Import): string | undefined {
  if (specifier.startsWith('.')) {
    const wanted = path.relative(root, path.resolve(path.dirname(file), specifier)).split(path.sep);
    const target = wanted[0] ?? '';
    if (room.files?.includes(wanted.join('/'))) return undefined;
    if (room.parts?.some((part) => `${wanted.join('/')}/`.startsWith(`${part}/`))) return undefined;
    if (target === roomName || room.rooms.includes(target)) return undefined;
    if (typeOnly && room.types?.includes(target)) return undefined;
    return `imports the room ${target}`;
  }
  const name = specifier.replace(/^node:/, '');
  if (specifier.startsWith('node:') || nodeModules.has(name.split('/')[0] ?? '')) {
    return room.node ? undefined : `imports Node's ${name}`;
  }
  const known = room.packages.some((each) => specifier === each || specifier.startsWith(`${each}/`));
  return known ? undefined : `imports the package ${specifier}`;
}

describe.each(Object.entries(ROOMS))('%s', (roomName, room) => {
  test('imports only what its door allows', () => {
    const files = sourceFiles(roomName);
    expect(files.length).toBeGreaterThan(0);
    const objections = files.flatMap((file) =>
      importsOf(file).flatMap((each) => {
        const text = objection(roomName, room, file, each);
        return text ? [`${path.relative(root, file)} ${text}`] : [];
      }),
    );
    expect(objections).toEqual([]);
  });
});

/** What else would make a run differ from itself: `tsc -p core` refuses the platforms' globals, not the language's own. */
test('core asks no clock and no chance', () => {
  const found = sourceFiles('core').flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const code = line.replace(/^\s*(\*|\/\/|\/\*).*/, '').replace(/(['"`])(?:\\.|(?!\1).)*\1/g, '""');
        const asks = /\b(Date\.now|Math\.random)\b|new Date\(\)/.test(code);
        return asks ? [`${path.relative(root, file)}:${index + 1} ${line.trim()}`] : [];
      }),
  );
  expect(found).toEqual([]);
});
