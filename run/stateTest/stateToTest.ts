/** Which state is tested: from a file and a name to the definition that TestState takes, or to what is wrong with it. */
import { visible } from '../../core/escape/visible';
import type { JsonObject } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { buildMachine } from '../../core/model';
import type { Machine } from '../../core/model/machine';
import { nearestName } from '../../core/nearestName';
import { validate } from '../../core/rules';
import { parseDocument, toObject } from '../../core/syntax';
import { languageOf } from '../../project';
import type { Project } from '../../project';
import { loadMachine } from '../loadMachine';
import type { LoadedMachine } from '../loadMachine';
import { EDITOR_WORDING } from '../wording';
import type { Wording } from '../wording';

export interface StateToTest {
  /** JSON text of a whole machine, or of one state. */
  readonly definition: string;
  /** Of a whole machine. */
  readonly stateName?: string;
  /** The machine, as mocks name it. */
  readonly name: string;
  /** Of the machine; a single state has none. */
  readonly stack?: string;
  /** It can be tested with a mock alone. */
  readonly needsMock: boolean;
}

export interface WantedState {
  /** Absolute path: a definition, a template that holds it, or a single state. */
  readonly file: string;
  readonly text: string;
  /** At any depth; a single state has none. */
  readonly stateName?: string;
  /** Of several machines in a template. */
  readonly machine?: string;
}

/** @returns the state, or the sentence that says why it cannot be tested */
export function stateToTest(
  { file, text, stateName, machine: wanted }: WantedState,
  project: Project,
  wording: Wording = EDITOR_WORDING,
): StateToTest | { readonly problem: string } {
  const single = singleState(file, text);
  if (single) return ofSingleState(single, wording.shown(file), stateName);
  const unsaved = (asked: string): string | undefined => (asked === file ? text : undefined);
  const loaded = loadMachine(file, { project, name: wanted, unsaved, wording });
  if ('problem' in loaded) return loaded;
  const { machine, name, stack, type } = loaded;
  const names = machine.states.map((state) => state.name);
  const state = machine.states.find((each) => each.name === stateName);
  if (stateName === undefined) return { problem: phrase`Which state? ${name} has ${listed(names)}.` };
  if (!state) return { problem: phrase`${name} has no state "${stateName}".${hint(stateName, names)}` };
  const fault = faultOf(machine, stateName, type);
  if (fault !== undefined) return { problem: fault };
  return { definition: jsonText(machine.definition), stateName, name, stack, needsMock: needsMock(state.type) };
}

function ofSingleState(
  single: JsonObject,
  file: string,
  stateName: string | undefined,
): StateToTest | { readonly problem: string } {
  if (stateName !== undefined) {
    return { problem: phrase`${file} is a single state, without a name: leave "${stateName}" away.` };
  }
  const definition = jsonText(single);
  const wrapped = `{"StartAt":"State","States":{"State":${definition}}}`;
  const machine = buildMachine(parseDocument('state.asl.json', wrapped, 'json'));
  const fault = machine && faultOf(machine, 'State', 'STANDARD');
  if (fault !== undefined) return { problem: fault };
  return { definition, name: 'Machine', needsMock: needsMock(single.Type) };
}

/** Of these TestState evaluates what is around the branches and iterations, never them (API reference, "TestState"). */
function needsMock(type: unknown): boolean {
  return type === 'Map' || type === 'Parallel';
}

/** A definition of one state has a Type and no States. */
function singleState(file: string, text: string): JsonObject | undefined {
  const { root, problems } = parseDocument(file, text, /^\s*\{/.test(text) ? 'json' : languageOf(file));
  if (root?.kind !== 'object' || problems.length > 0) return undefined;
  const value = toObject(root);
  return typeof value.Type === 'string' && value.States === undefined ? value : undefined;
}

/** What a single state cannot know: where it goes, whether anything leads to it, and what was assigned before it. */
const OF_THE_MACHINE = ['unknown-state', 'unreachable-state', 'undefined-variable'];

/** Why AWS would refuse the state; what is wrong elsewhere in its machine does not matter here. */
function faultOf(machine: Machine, stateName: string, type: LoadedMachine['type']): string | undefined {
  const state = machine.states.find(({ name }) => name === stateName);
  const faults = validate(machine.document, machine, { type }).filter(
    (found) =>
      found.severity === 'error' &&
      !found.mayRun &&
      !OF_THE_MACHINE.includes(found.code) &&
      state &&
      // What a state lacks is told at its name.
      found.span.start >= state.nameNode.span.start &&
      found.span.end <= state.node.span.end,
  );
  return faults.length === 0
    ? undefined
    : phrase`AWS would refuse this state:\n${faults.map(({ message }) => `  ${visible(message)}`).join('\n')}`;
}

function hint(written: string, names: readonly string[]): string {
  const nearest = nearestName(written, names);
  return nearest === undefined ? phrase` It has ${listed(names)}.` : phrase` Did you mean "${nearest}"?`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ') || 'none';
}
