/** What a run is given to answer its calls: mocks, a mock configuration and its test case, and which of them answer nothing. */
import { visible } from '../../core/escape/visible';
import { phrase } from '../../core/l10n/phrase';
import { filesOnDisk, parseMockConfig, parseSettings, unknownNames } from '../../project';
import type { MockConfig, Nameable, Project } from '../../project';
import { loadCatalogue } from '../../services/loadTables';
import type { LoadedMachine } from '../loadMachine';
import type { Calls } from '../mocks/callMocks';
import type { Mocks } from '../mockStore';
import { unreadRecordings, unreadWords } from '../record/unreadRecordings';
import { readText } from './givenText';
import type { Choices } from './options';
import type { LaunchReader, Problem } from './launchReader';
import type { Wording } from '../wording';

/** Instead of a file of mocks: what nothing else answers is inferred. */
export const INFERRED_MOCKS = 'auto';

export interface MocksOfRun {
  /** Stand before the project's own. */
  readonly mocks?: Mocks;
  /** By service and action. Stand before the project's own. */
  readonly calls?: Calls;
  /** Where they were read from; absent: nowhere. */
  readonly source?: MocksText;
}

/** What the form of `stepwise.json` has. */
export interface MocksText {
  readonly text: string;
  /** Absolute path; absent: it stands in a launch configuration. */
  readonly file?: string;
}

export async function readMocks({ mocks }: Choices, reader: LaunchReader): Promise<MocksOfRun | Problem> {
  if (mocks === undefined || mocks === INFERRED_MOCKS) return {};
  const read = typeof mocks === 'string' ? await readText('mocks', mocks, reader) : { text: JSON.stringify({ mocks }) };
  if ('problem' in read) return read;
  const file = typeof mocks === 'string' ? reader.resolve(mocks) : '';
  const { settings, problems } = parseSettings(file, read.text);
  const [first] = problems;
  if (first) return { problem: `${first.message}${reader.correct('mocks')}` };
  return {
    mocks: settings.mocks,
    calls: settings.calls,
    source: { text: read.text, ...(file !== '' && { file }) },
  };
}

export interface NamedCase {
  readonly config: MockConfig;
  readonly testCase: string;
}

/** The mock configuration and its test case; a broken file is refused before anything runs. */
export async function readMockConfig(
  { mockFile, mockCase }: Choices,
  reader: LaunchReader,
): Promise<NamedCase | Problem | undefined> {
  const { called, where } = reader;
  if (mockFile === undefined) {
    if (mockCase === undefined) return undefined;
    return { problem: phrase`${called('mockCase')} needs ${reader.written('mockFile')}${where}.` };
  }
  const read = await readText('mockFile', mockFile, reader);
  if ('problem' in read) return read;
  const { config, problems } = parseMockConfig(reader.resolve(mockFile), read.text);
  const name = reader.nameOf(mockFile);
  if (problems.length > 0) {
    const lines = problems.map(({ message, span }) => {
      const before = read.text.slice(0, span.start).split('\n');
      return visible(`  ${name}:${before.length}:${before.at(-1)!.length + 1}: ${message}`);
    });
    return { problem: phrase`The mock configuration cannot be used:\n${lines.join('\n')}` };
  }
  if (mockCase !== undefined) return { config, testCase: mockCase };
  const cases = config.machines.flatMap(({ name, cases }) => cases.map((each) => visible(`  ${name}: ${each.name}`)));
  const needs = phrase`${called('mockFile')} needs ${reader.written('mockCase')}${where}.`;
  return { problem: phrase`${needs} The test cases of ${name} are:\n${cases.join('\n')}` };
}

/** What is said of settings and mocks that do nothing. @param names by which the machine's mocks may go */
export function idleMocks(
  { machine, name }: LoadedMachine,
  names: readonly string[],
  { mocks, source }: MocksOfRun,
  project: Project,
  wording: Pick<Wording, 'shown'>,
): string[] {
  const tables = [mocks, project.settings?.mocks].filter((table) => table !== undefined);
  const recorded = unreadRecordings(machine, names, tables);
  const unread = unreadWords(name, recorded);
  const states = machine.states.flatMap((state) => [state.name, state.path]);
  // A recording that the machine no longer reads is told of by itself.
  const running = { names, states: [...states, ...recorded] };
  return [...idleNames({ project, running }, source, wording), ...(unread === undefined ? [] : [unread])];
}

/** What is said of names in the project's settings, and in the mocks of a run, that nothing has: each with its place. */
export function idleNames(
  known: Pick<Nameable, 'running'> & { readonly project: Project },
  mocks: MocksText | undefined,
  { shown }: Pick<Wording, 'shown'>,
): string[] {
  const { settings } = known.project;
  const text = settings && filesOnDisk().read(settings.file).text;
  const sources = [...(text === undefined ? [] : [{ text, file: settings?.file }]), ...(mocks ? [mocks] : [])];
  const services = loadCatalogue();
  return sources.flatMap(({ text, file }) =>
    unknownNames(text, { services, ...known }).map(({ message, start }) =>
      file === undefined ? message : `${shown(file)}:${text.slice(0, start).split('\n').length}: ${message}`,
    ),
  );
}
