/** Inside the rooms: core's own rooms, files that nothing needs, files that need each other. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importedFile, importsOf, shown, sourceFiles, type Import } from './sources';

const ROOMS = [
  ...['core', 'events', 'processes', 'services', 'lambda', 'project', 'run', 'messages'],
  ...['server', 'debugger', 'client', 'webview', 'cli'],
];

interface Edge extends Import {
  readonly to: string;
}

const edges = new Map(
  ROOMS.flatMap(sourceFiles).map((file) => [
    file,
    importsOf(file).flatMap((each): Edge[] => {
      const to = importedFile(file, each.specifier);
      return to === undefined ? [] : [{ ...each, to }];
    }),
  ]),
);

interface SubRoom {
  /** Rooms of core it may import. All may import `l10n`, and the files that lie beside the rooms. */
  readonly rooms: readonly string[];
  /** Rooms of core it may import types from, nothing that runs. */
  readonly types?: readonly string[];
}

const CORE: { readonly [room: string]: SubRoom } = {
  catalog: { rooms: [], types: ['model'] },
  escape: { rooms: [] },
  explain: { rooms: ['catalog', 'facts', 'history', 'query'], types: ['interpreter', 'model'] },
  facts: { rooms: ['catalog', 'model', 'query', 'syntax'] },
  features: { rooms: ['catalog', 'escape', 'facts', 'hosts', 'model', 'syntax'], types: ['interpreter', 'rules'] },
  graph: { rooms: ['escape', 'history', 'model'], types: ['interpreter', 'syntax'] },
  handlers: { rooms: ['syntax'] },
  hcl: { rooms: ['query', 'syntax', 'template', 'values'] },
  hosts: { rooms: ['hcl', 'serverless', 'template'], types: ['syntax'] },
  history: { rooms: [], types: ['interpreter', 'model'] },
  interpreter: { rooms: ['history', 'model', 'query', 'syntax'], types: ['handlers'] },
  infer: { rooms: ['catalog', 'query'], types: ['handlers', 'model'] },
  l10n: { rooms: [] },
  mask: { rooms: ['query'], types: ['interpreter'] },
  model: { rooms: ['syntax'] },
  query: { rooms: ['catalog'] },
  rules: { rooms: ['catalog', 'facts', 'hosts', 'model', 'query', 'syntax', 'values'], types: ['handlers'] },
  serverless: { rooms: ['handlers', 'syntax'] },
  syntax: { rooms: [] },
  template: { rooms: ['handlers', 'syntax', 'values'] },
  triggers: { rooms: [] },
  values: { rooms: [] },
};

/** `catalog`, or `.` of the files beside the rooms; undefined of files elsewhere. */
function subRoom(file: string): string | undefined {
  const [room, name, ...rest] = shown(file).split('/');
  if (room !== 'core') return undefined;
  return rest.length > 0 ? name : '.';
}

describe('core', () => {
  const crossing = [...edges].flatMap(([file, imports]) => {
    const from = subRoom(file);
    return from === undefined
      ? []
      : imports.flatMap(({ to, typeOnly }) => {
          const room = subRoom(to) ?? 'outside';
          return room === from || room === '.' || room === 'l10n' ? [] : [{ file, from, room, typeOnly }];
        });
  });

  test('has its rooms in the table', () => {
    const rooms = new Set([...edges.keys()].flatMap((file) => subRoom(file) ?? []));
    rooms.delete('.');
    expect([...rooms].sort()).toEqual(Object.keys(CORE).sort());
  });

  test('has rooms that import what the table says', () => {
    const objections = crossing.filter(({ from, room, typeOnly }) => {
      const { rooms = [], types = [] } = CORE[from] ?? {};
      return !rooms.includes(room) && !(typeOnly && types.includes(room));
    });
    expect(objections.map(({ file, room }) => `${shown(file)} imports ${room}`)).toEqual([]);
  });

  test('has a table without a needless line', () => {
    const needless = Object.entries(CORE).flatMap(([name, { rooms, types = [] }]) => [
      ...rooms.filter((room) => !crossing.some((each) => each.from === name && each.room === room && !each.typeOnly)),
      ...types.filter((room) => !crossing.some((each) => each.from === name && each.room === room)),
    ]);
    expect(needless).toEqual([]);
  });
});

/** What a bundle or a process begins with: a process each, and a page each for the panels. */
const { BUNDLES, PAGES } = (await import(path.resolve(__dirname, '../../scripts/outputs.mjs'))) as {
  readonly BUNDLES: { readonly [name: string]: readonly [from: string, into: string] };
  readonly PAGES: readonly string[];
};
const BEGINNINGS = [...Object.values(BUNDLES).map(([from]) => from), ...PAGES.map((name) => `webview/${name}/main.ts`)];

test('every file is part of a program', () => {
  const needed = new Set<string>();
  const queue = [...edges.keys()].filter((file) => BEGINNINGS.includes(shown(file)));
  expect(queue).toHaveLength(BEGINNINGS.length);
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (needed.has(file)) continue;
    needed.add(file);
    queue.push(...(edges.get(file) ?? []).map(({ to }) => to));
  }
  const alone = [...edges.keys()].filter((file) => !needed.has(file)).map(shown);
  expect(alone).toEqual([]);
});

/** Files that need each other while they load: which of them is ready first depends on who asked. */
function circlesIn(graph: ReadonlyMap<string, readonly Edge[]>): string[][] {
  const circles: string[][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const way: string[] = [];
  const visit = (file: string): void => {
    state.set(file, 'open');
    way.push(file);
    for (const { to, typeOnly, late } of graph.get(file) ?? []) {
      if (typeOnly || late) continue;
      if (state.get(to) === 'open') circles.push([...way.slice(way.indexOf(to)), to].map(shown));
      else if (!state.has(to)) visit(to);
    }
    way.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return circles;
}

test('no files need each other to load', () => {
  expect(circlesIn(edges)).toEqual([]);
});

describe('a circle', () => {
  const circles = (files: { readonly [name: string]: string }): number => {
    const at = (name: string): string => path.join(__dirname, name);
    const graph = Object.entries(files).map(
      ([name, text]) =>
        [at(name), importsOf(at(name), text).map((each) => ({ ...each, to: at(each.specifier.slice(2)) }))] as const,
    );
    return circlesIn(new Map(graph)).length;
  };

  test.each([
    ['of two', { a: "import { b } from './b';", b: "import { a } from './a';" }, 1],
    ['of what is handed on', { a: "export * from './b';", b: "import './c';", c: "import { a } from './a';" }, 1],
    ['of types is none', { a: "import { b } from './b';", b: "import { type A } from './a';" }, 0],
    ['of what is asked for later is none', { a: "import { b } from './b';", b: "await import('./a');" }, 0],
    ['is not two ways to one file', { a: "import './b'; import './c';", b: "import './c';", c: '' }, 0],
  ])('%s', (_what, files, count) => expect(circles(files)).toBe(count));
});
