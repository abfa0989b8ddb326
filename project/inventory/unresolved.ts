/** The values that nobody has given, each with where it is used: its filler is the mark. */
import { phrase } from '../../core/l10n/phrase';
import type { UnsetValue, ValueKind } from '../../core/values';
import { findFunction, findMachine } from '../findFunction';
import type { Project, ProjectFunction, ProjectMachine } from '../project';
import type { DefinitionFacts, StateFacts } from './definitionFacts';
import type { InventoryValue } from './inventory';
import { placeFrom } from './place';

interface Use {
  readonly text: string;
  readonly where: string;
}

export function unresolvedValues(
  project: Project,
  definitions: ReadonlyMap<ProjectMachine, DefinitionFacts>,
  unset: readonly UnsetValue[],
): InventoryValue[] {
  const uses = [
    ...project.functions.flatMap(usesOfFunction),
    ...project.machines.flatMap((machine) => usesOfMachine(machine, definitions.get(machine))),
  ];
  const declared = unset.map((value) => ({ ...value, mark: value.filler }));
  const all = [...declared, ...openPlaceholders(project, definitions)];
  const marks = all.map(({ mark }) => mark);
  return all.map(({ mark, ...value }) => ({
    key: value.key,
    kind: value.key.slice(0, value.key.indexOf(':')) as ValueKind,
    why: value.why,
    usedIn: [...new Set(uses.filter(({ text }) => isIn(text, mark, marks)).map(({ where }) => where))],
    place: value.place ? placeFrom(project.root, value.place) : null,
    suggest: value.suggestions ?? [],
    secret: value.isSecret ?? false,
    filler: value.filler,
  }));
}

/** One filler may begin as another does: the longest that stands at a place is the one that is meant. */
function isIn(text: string, mark: string, marks: readonly string[]): boolean {
  const longer = marks.filter((each) => each.length > mark.length && each.startsWith(mark));
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (!longer.some((each) => text.startsWith(each, at))) return true;
  }
  return false;
}

function usesOfFunction({ name, names, environment, layers = [] }: ProjectFunction): Use[] {
  const where = `functions/${name}`;
  return [
    ...Object.entries(environment).map(([variable, text]) => ({ text, where: within(where, `env.${variable}`) })),
    ...names.map((text) => ({ text, where: within(where, 'name') })),
    ...layers.map((layer) => ({ text: layer.name, where: within(where, 'layers') })),
  ];
}

function usesOfMachine({ name, substitutions }: ProjectMachine, facts: DefinitionFacts | undefined): Use[] {
  const where = `machines/${name}`;
  return [
    { text: name, where: within(where, 'name') },
    ...Object.entries(substitutions).map(([placeholder, text]) => ({
      text,
      where: within(where, `substitutions.${placeholder}`),
    })),
    ...(facts?.states ?? []).flatMap((state) =>
      state.open === undefined ? [] : [{ text: state.open, where: within(where, 'state', state.name) }],
    ),
  ];
}

/** The path of a fact, for people and programs. */
function within(...names: readonly string[]): string {
  return names.join(' ');
}

const PLACEHOLDER = /\$\{([A-Za-z][\w.-]*)\}/g;

/** Placeholders of definitions that nothing declares. */
function openPlaceholders(
  project: Project,
  definitions: ReadonlyMap<ProjectMachine, DefinitionFacts>,
): (UnsetValue & { readonly mark: string })[] {
  const found = new Map<string, UnsetValue['place']>();
  for (const [{ file }, { states }] of definitions) {
    for (const state of states) {
      if (state.placeholders.length === 0) continue;
      const { line } = state;
      const called = foundName(state, project);
      for (const text of state.placeholders) {
        // The project has what it stands for.
        if (text === called) continue;
        // A template literal of JSONata or of other code is no placeholder.
        if (/^\s*\{%/.test(text)) continue;
        for (const [, name = ''] of text.matchAll(PLACEHOLDER)) {
          if (!found.has(name)) found.set(name, { file, line });
        }
      }
    }
  }
  return [...found].map(([name, place]) => ({
    key: `placeholder:${name}` as const,
    why: phrase`Nothing says what \${${name}} stands for.`,
    place,
    filler: `\${${name}}`,
    mark: `\${${name}}`,
  }));
}

/** What a Task calls, where the project has it. */
function foundName({ target }: StateFacts, project: Project): string | undefined {
  if (target?.kind === 'function') return 'function' in findFunction(project, target.name) ? target.name : undefined;
  return target?.kind === 'machine' && findMachine(project, target.name) ? target.name : undefined;
}
