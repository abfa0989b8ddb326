/** Names in `stepwise.json` that nothing has: mistyped, or gone since. What stands under such a name does nothing. */
import type { Node } from 'jsonc-parser';
import { integrationNamed, SERVICES } from '../../core/catalog/integrations';
import { tableCalled } from '../../core/catalog/services/calledTable';
import { isHttpAction } from '../../core/catalog/services/httpActions';
import type { ServiceCatalogue } from '../../core/catalog/services/serviceCatalogue';
import { serviceKey } from '../../core/catalog/services/serviceName';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import { uncapitalized } from '../../core/uncapitalized';
import { VALUE_KINDS } from '../../core/values';
import { machineCalled, namesOfMachine } from '../findFunction';
import { parseJsonTree } from '../jsonTree';
import type { Project, ProjectMachine } from '../project';

/** What names may mean. */
export interface Nameable {
  readonly services: ServiceCatalogue;
  readonly project: Pick<Project, 'functions' | 'machines' | 'stacks' | 'asked' | 'near'>;
  /** By name and by path; undefined: they are not known. Absent: nobody asks about states of machines that do not run. */
  statesOf?(machine: ProjectMachine): readonly string[] | undefined;
  /** The machine that is run, by its names, which need not be the project's, and its states, as above. */
  readonly running?: { readonly names: readonly string[]; readonly states: readonly string[] };
}

/** A sentence, and where the name stands: UTF-16 offsets. */
export interface UnknownName {
  readonly message: Phrase;
  readonly start: number;
  readonly end: number;
}

/** @param text of a settings file, or of a file of mocks, which has the same form */
export function unknownNames(text: string, known: Nameable): readonly UnknownName[] {
  const { root } = parseJsonTree(text);
  return root
    ? Object.entries(RULES).flatMap(([field, rule]) =>
        entriesAt(root, field).flatMap((entry) => rule(entry, known, root)),
      )
    : [];
}

/** A name and what stands behind it. */
interface Entry {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

type Rule = (entry: Entry, known: Nameable, root: Node) => readonly UnknownName[];

/** By field of the file. */
const RULES: { readonly [field: string]: Rule } = {
  mocks: mocksOfMachine,
  calls: ({ name, key }, known) => told(key, unknownAction(name, known)),
  functions: functionOverride,
  endpoints: ({ name, key }, known) => told(key, unknownService(name, known)),
  values: givenValue,
  stacks(entry, known, root) {
    const ids = known.project.stacks.map(({ id }) => id);
    const { name, key, value } = entry;
    const ofValues = entriesAt(value, 'values').flatMap((each) => givenValue(each, known, root));
    if (ids.includes(name)) return ofValues;
    const what = phrase`The project has no stack "${name}".`;
    const has = ids.length === 0 || ids.length > MOST_LISTED ? what : phrase`${what} It has ${ids.join(', ')}.`;
    return [...told(key, meant(ids.length > MOST_LISTED ? what : has, nearestName(name, ids))), ...ofValues];
  },
};

const MOST_LISTED = 6;

function mocksOfMachine({ name, key, value }: Entry, { project, statesOf, running }: Nameable): readonly UnknownName[] {
  const isRunning = running?.names.includes(name) === true;
  const machine = isRunning ? undefined : machineCalled(project, name);
  if (!isRunning && !machine) {
    const names = [...(running?.names ?? []), ...project.machines.flatMap(namesOfMachine)];
    const what = phrase`The mocks of "${name}" answer nothing: the project has no such state machine.`;
    return told(key, meant(what, nearestName(name, names)));
  }
  const states = machine ? statesOf?.(machine) : running?.states;
  if (!states) return [];
  return entriesOf(value).flatMap((state) => {
    if (states.includes(state.name)) return [];
    const what = phrase`The mock of the state "${state.name}" answers nothing: ${name} has no such state.`;
    return told(state.key, meant(what, nearestName(state.name, states)));
  });
}

function unknownAction(written: string, { services }: Nameable): Phrase | undefined {
  const [service = '', action] = written.split(':');
  // What has another form is told of with the form.
  if (action === undefined || isHttpAction(written)) return undefined;
  const what = phrase`The mock of "${written}" answers nothing: AWS's models of ${services.date} have no such action.`;
  const table = tableCalled(services, service);
  if (!table) {
    const near = nearestName(service.toLowerCase(), serviceNames(services));
    return meant(what, near && `${near}:${action}`);
  }
  const names = [...table.operations.keys()];
  if (names.some((name) => name.toLowerCase() === action.toLowerCase())) return undefined;
  if (integrationNamed(service, uncapitalized(action))?.sdk) return undefined;
  const near = nearestName(action, names);
  return meant(what, near && `${service}:${near}`);
}

function unknownService(written: string, { services }: Nameable): Phrase | undefined {
  const wanted = serviceKey(written);
  const isKnown = services.services.some(({ name, signingName, endpointPrefix }) =>
    [name, signingName, endpointPrefix].some((each) => each !== undefined && serviceKey(each) === wanted),
  );
  const names = serviceNames(services);
  if (isKnown || names.some((name) => serviceKey(name) === wanted) || SIGNED_ELSEWHERE.has(wanted)) return undefined;
  return meant(
    phrase`The endpoint of "${written}" is never called: AWS's models of ${services.date} have no such service.`,
    nearestName(written.toLowerCase(), names),
  );
}

/** What requests are signed for that are no service's own, such as those to an API of the user's. */
const SIGNED_ELSEWHERE = new Set(['execute-api', 'lambda-url', 'appsync-api', 'vpc-lattice-svcs'].map(serviceKey));

function serviceNames({ services }: ServiceCatalogue): readonly string[] {
  return [...services.map(({ name }) => name), ...SERVICES.map(({ name }) => name)];
}

function functionOverride({ name, key, value }: Entry, { project }: Nameable): readonly UnknownName[] {
  // One that names its file is a function of its own.
  if (entriesOf(value).some((each) => each.name === 'file') || hasFunction(name, project)) return [];
  const what = phrase`The project has no function "${name}", and it is given no "file" here.`;
  return told(key, meant(what, nearestName(name, functionNames(project))));
}

function hasFunction(name: string, project: Nameable['project']): boolean {
  const has = ({ functions }: Pick<Project, 'functions'>): boolean => functionNames({ functions }).includes(name);
  return (project.near !== undefined && has(project.near({ name }))) || has(project);
}

/** Without those that stand in the settings alone. */
function functionNames({ functions }: Pick<Project, 'functions'>): readonly string[] {
  return functions.flatMap(({ names, source, file }) =>
    source.file.endsWith(OWN_FILE) && file === undefined ? [] : names,
  );
}

const OWN_FILE = 'stepwise.json';

function givenValue({ name, key, value }: Entry, known: Nameable, root: Node): readonly UnknownName[] {
  const { project } = known;
  const named = entriesOf(value).flatMap((each): readonly UnknownName[] => {
    const wanted = each.value.value as unknown;
    if (typeof wanted !== 'string') return [];
    if (each.name === 'function' && !hasFunction(wanted, project)) {
      const what = phrase`The project has no function "${wanted}".`;
      return told(each.value, meant(what, nearestName(wanted, functionNames(project))));
    }
    if (each.name === 'machine' && !machineCalled(project, wanted)) {
      const what = phrase`The project has no state machine "${wanted}".`;
      return told(each.value, meant(what, nearestName(wanted, project.machines.flatMap(namesOfMachine))));
    }
    return [];
  });
  return [...told(key, unknownValue(name, known, root)), ...named];
}

/** Of a key; what a run alone would ask for is not told of. */
function unknownValue(written: string, { project }: Nameable, root: Node): Phrase | undefined {
  const asked = [...(project.asked ?? [])];
  const bare = (key: string): string => key.slice(key.indexOf(':') + 1);
  if (asked.some((each) => each === written || bare(each) === written)) return undefined;
  const [, kind] = /^([A-Za-z]+):(?!:)/.exec(written) ?? [];
  const what = phrase`Nothing asks for the value "${written}".`;
  if (kind !== undefined && !VALUE_KINDS.includes(kind)) {
    const near = nearestName(kind, VALUE_KINDS);
    const must = phrase`${what} Before a colon must be one of ${VALUE_KINDS.join(', ')}.`;
    return meant(must, near && `${near}:${bare(written)}`);
  }
  if (kind !== undefined && ASKED_IN_RUNS.has(kind)) return undefined;
  const given = new Set(entriesAt(root, 'values').map((each) => each.name));
  const near = nearestName(written, kind === undefined ? asked.map(bare) : asked);
  return near === undefined || given.has(near) || given.has(bare(near)) ? undefined : meant(what, near);
}

/** Kinds of which a project need not say what it will ask for. */
const ASKED_IN_RUNS = new Set(['ssm', 'secret', 'placeholder']);

function meant(sentence: Phrase, near: string | undefined): Phrase {
  return near === undefined ? sentence : phrase`${sentence} Did you mean "${near}"?`;
}

function told({ offset, length }: Node, message: Phrase | undefined): readonly UnknownName[] {
  return message === undefined ? [] : [{ message, start: offset, end: offset + length }];
}

function entriesAt(node: Node, field: string): readonly Entry[] {
  const found = entriesOf(node).find(({ name }) => name === field);
  return found ? entriesOf(found.value) : [];
}

function entriesOf(node: Node): readonly Entry[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ name: String(key.value), key, value }] : [],
  );
}
