/** What is found in small projects of every kind: beside each stands its inventory, which `UPDATE=1` writes anew. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import type { Project, ProjectFunction, ProjectMachine, SourcePlace } from '../../project';

const PROJECTS = path.resolve(__dirname, '../fixtures/projects');

const names = readdirSync(PROJECTS, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

test.each(names)('%s', (name) => {
  const folder = path.join(PROJECTS, name);
  const inventory = path.join(folder, 'inventory.json');
  const found = `${JSON.stringify(inventoryOf(readProject(folder)), null, 2)}\n`;
  if (process.env['UPDATE']) writeFileSync(inventory, found);
  expect(existsSync(inventory)).toBe(true);
  expect(found).toBe(readFileSync(inventory, 'utf8'));
});

test.each(names)('%s: a process can start in the folder of each handler', (name) => {
  const { functions } = readProject(path.join(PROJECTS, name));
  const nowhere = functions.filter(({ file, codeDir }) => file !== undefined && !existsSync(codeDir));
  expect(nowhere.map(({ name, codeDir }) => [name, codeDir])).toEqual([]);
});

test('what a handler imports is looked for from the folder below which its module lies', () => {
  const { functions, root } = readProject(path.join(PROJECTS, 'sam-built'));
  const below = functions.map(({ name, codeDir }) => [name, path.relative(root, codeDir).replaceAll(path.sep, '/')]);
  expect(Object.fromEntries(below)).toMatchObject({
    Ring: '',
    Greet: 'src/handlers',
    Draw: 'src',
    Send: '',
    Reserve: 'out/rooms',
  });
});

/** Paths are relative to the project, lines as people count them. */
function inventoryOf(project: Project): object {
  const relative = (file: string): string => path.relative(project.root, file).replaceAll(path.sep, '/');
  const places = (text: string): string => text.replaceAll(project.root + path.sep, '').replaceAll(project.root, '.');
  const placed = (place: SourcePlace | undefined): string | undefined =>
    place && `${relative(place.file)}:${place.line + 1}`;
  const sentence = (text: string | undefined): string | undefined => text && places(text);
  const functions = project.functions.map((each: ProjectFunction) => ({
    names: each.names,
    runtime: each.runtime,
    file: each.file && relative(each.file),
    bundled: each.isBundled,
    export: each.exportName,
    source: placed(each.source),
    timeout: each.timeout,
    environment: each.environment,
    layers: nonEmpty(each.layers?.map(({ name, dir }) => (dir === undefined ? name : `${name} = ${relative(dir)}`))),
    triggers: nonEmpty(each.triggers?.map(({ type, properties }) => ({ [type]: properties }))),
    inline: each.inline?.code.text.split('\n'),
    problem: sentence(each.problem),
    notRun: sentence(each.notRun),
    inactive: sentence(each.inactive),
  }));
  const machines = project.machines.map((each: ProjectMachine) => ({
    names: [each.name, ...(each.aliases ?? [])],
    type: each.type,
    file: relative(each.file),
    source: placed(each.source),
    begins: each.span && readFileSync(each.file, 'utf8').slice(each.span.start).split('\n')[0],
    definition: each.mapped && definitionOf(each.mapped.text),
    substitutions: Object.keys(each.substitutions).length > 0 ? each.substitutions : undefined,
    triggers: nonEmpty(each.triggers?.map(({ type, properties }) => ({ [type]: properties }))),
    inactive: sentence(each.inactive),
  }));
  return {
    stacks: project.stacks.map(({ id, kind, files, state }) => ({ id, kind, state, files: files.map(relative) })),
    functions,
    machines,
    unset: project.unset.map(({ key, place, suggestions, isSecret }) => ({
      key,
      place: placed(place),
      suggestions,
      isSecret,
    })),
    problems: project.problems.map(({ message, place }) => ({ message: places(message), place: placed(place) })),
  };
}

/** With bare placeholders it is no JSON: then its lines. */
function definitionOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.split('\n');
  }
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}
