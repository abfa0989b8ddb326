/** Reads an app from its source alone. */
import path from 'node:path';
import { phrase } from '../../../../core/l10n/phrase';
import type { Files } from '../../../files';
import type { ProjectFunction, ProjectMachine, ProjectProblem } from '../../../project';
import type { ReaderContext } from '../../reader';
import { unreadLanguage, type CdkApp } from '../app';
import type { ReadApp } from '../assembly';
import { AddedVariables } from './addedVariables';
import { Chains } from './chain';
import { ConstructReader } from './constructs';
import { staticFunction } from './functions';
import type { FunctionReading } from './functions';
import { staticMachine } from './machines';
import { CdkProgram } from './program';
import { functionConstructs, machineConstructs } from './startable';
import { AppTriggers } from './triggers';

/** Nothing is read before it is asked for: an app may have hundreds of sources. */
export function readStatically(app: CdkApp, files: Files, context: ReaderContext): ReadApp {
  const id = (path.relative(context.root, app.folder) || '.').split(path.sep).join('/');
  const values = context.values.within(id);
  const reader = new ConstructReader(new CdkProgram(app, files, values));
  const added = new AddedVariables(reader);
  const triggers = new AppTriggers({ reader, app, values });
  const notes: ProjectProblem[] = [];
  const chains = new Chains(reader);
  const reading: FunctionReading = { reader, app, files, values, stack: id, added, chains, triggers, notes };
  let functions: readonly ProjectFunction[] | undefined;
  let machines: readonly ProjectMachine[] | undefined;
  return {
    stacks: [
      {
        id,
        kind: 'cdk',
        files: [app.file],
        state: 'static',
        why: phrase`It is read from the source of the app, which does not say everything: synthesize the app to see all.`,
      },
    ],
    get functions() {
      return (functions ??= distinct(
        functionConstructs(reader).map((each) => staticFunction(each, reading)),
        ({ name, file, exportName, source }) => [name, file ?? source.file, exportName],
      ));
    },
    get machines() {
      return (machines ??= distinct(
        machineConstructs(reader).map((each) => staticMachine(each, reading)),
        ({ name, file }) => [name, file],
      ));
    },
    get problems() {
      const ofFunctions = this.functions.flatMap(({ problem, source }) => ({ problem, place: source }));
      const ofMachines = this.machines.map(({ notRun, source }) => ({ problem: notRun, place: source }));
      const faults = [...ofFunctions, ...ofMachines].flatMap(({ problem, place }) =>
        problem === undefined ? [] : [{ message: problem, place }],
      );
      return [...unread(app), ...faults, ...notes];
    },
  };
}

function unread(app: CdkApp): readonly ProjectProblem[] {
  const language = unreadLanguage(app);
  if (language === undefined) return [];
  const message = phrase`The CDK app is written in ${language}, which is not read: synthesize it to see what it makes (stepwise project --synthesize, or "Synthesize CDK App" in the editor).`;
  return [{ message, place: { file: app.file, line: 0 } }];
}

/** One stack may be made several times, such as for each stage. */
function distinct<T>(found: readonly T[], keyOf: (each: T) => readonly unknown[]): T[] {
  const byKey = new Map<string, T>();
  for (const each of found) {
    const key = JSON.stringify(keyOf(each));
    if (!byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.values()];
}
