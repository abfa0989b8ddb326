/** What the client asks beyond the protocol: graph, machines, project, handlers. */
import path from 'node:path';
import { jsonText } from '../../core/jsonText';
import { machineAt } from '../../core/features/languageText';
import { buildGraph } from '../../core/graph/buildGraph';
import { stateAt } from '../../core/model';
import { jsonEquals } from '../../core/query';
import type { MaybePromise } from '../../core/query';
import type { LanguageRequests } from '../../messages/languageClient';
import { CodeModules, functionsInFile, machineNameOf } from '../../project';
import type { Project } from '../../project';
import { filePathOf, samePath } from '../fileUri';
import { hostedMachine, textOf } from '../machineTexts';
import { guarded } from '../serverContext';
import type { ServerContext } from '../serverContext';
import { declaredIn } from './declaredMachines';
import { viewHistory } from './historyRequest';
import { testCasesOf, viewMockConfig } from './mockConfigRequests';
import { viewSettingsFile } from './settingsRequest';
import { loadCatalogue } from '../../services/loadTables';

type Handlers = {
  readonly [Method in keyof LanguageRequests]: {
    readonly nothing: LanguageRequests[Method]['result'];
    answer(params: LanguageRequests[Method]['params']): MaybePromise<LanguageRequests[Method]['result']>;
  };
};

const NO_PROJECT: Project = { root: '', functions: [], machines: [], events: [], problems: [], stacks: [], unset: [] };

export function registerCustomRequests(context: ServerContext): void {
  const handlers = handlersOf(context);
  for (const method of Object.keys(handlers) as (keyof Handlers)[]) {
    const { nothing, answer } = handlers[method] as { nothing: unknown; answer(params: unknown): unknown };
    context.connection.onRequest(
      method,
      guarded(context, method, nothing, (params: unknown) => (hasUri(params) ? answer(params) : nothing)),
    );
  }
}

function hasUri(params: unknown): boolean {
  return typeof params === 'object' && params !== null && typeof (params as { uri?: unknown }).uri === 'string';
}

function handlersOf(context: ServerContext): Handlers {
  const { projects } = context;
  return {
    'stepwise/graph': {
      nothing: null,
      answer({ uri, name }) {
        const found = hostedMachine(context, uri, name);
        if (!found) return null;
        return { view: buildGraph(found.machine), name: found.name ?? machineNameOf(filePathOf(uri) ?? uri) };
      },
    },
    'stepwise/sampleInput': {
      nothing: null,
      async answer({ uri, name }) {
        const found = hostedMachine(context, uri, name);
        if (!found) return null;
        // Nobody needs it before an input is chosen.
        const { infer } = await import('../../core/infer');
        const { input } = await infer(found.machine, { services: loadCatalogue() });
        return jsonEquals(input, {}) ? null : jsonText(input);
      },
    },
    'stepwise/machines': {
      nothing: [],
      answer({ uri }) {
        const file = filePathOf(uri);
        if (file === undefined) return [];
        const { machines } = projects.around(file);
        return machines.filter((machine) => samePath(machine.file, file) || samePath(machine.template, file));
      },
    },
    'stepwise/project': {
      nothing: NO_PROJECT,
      answer({ uri }) {
        const file = filePathOf(uri);
        return file === undefined ? NO_PROJECT : projects.around(file);
      },
    },
    'stepwise/possibleEvents': {
      nothing: [],
      answer({ uri }) {
        const file = filePathOf(uri);
        return file === undefined ? [] : (projects.around(file).possibleEvents?.() ?? []);
      },
    },
    'stepwise/inventory': {
      nothing: null,
      async answer({ uri }) {
        const folder = filePathOf(uri);
        if (folder === undefined) return null;
        await projects.prepare(folder);
        return projects.inventory(folder);
      },
    },
    'stepwise/callers': {
      nothing: [],
      answer({ uri, name }) {
        const file = filePathOf(uri);
        return file === undefined ? [] : projects.callers(file, name);
      },
    },
    'stepwise/declaredMachines': {
      nothing: [],
      answer({ uri }) {
        const file = filePathOf(uri);
        return file === undefined ? [] : declaredIn(file, projects.around(file));
      },
    },
    'stepwise/handlerCode': {
      nothing: null,
      answer({ uri, exportName }) {
        const file = filePathOf(uri);
        if (file === undefined) return null;
        const known = projects.around(file).functions.find((each) => samePath(each.file, file));
        const codeDir = known?.codeDir ?? path.dirname(file);
        return { files: new CodeModules(context.disk.files()).from(file, codeDir), exportName };
      },
    },
    'stepwise/handlers': {
      nothing: [],
      answer({ uri }) {
        const file = filePathOf(uri);
        if (file === undefined) return [];
        const project = projects.around(file);
        // The project may write the path in another way.
        const known = project.functions.find((candidate) => samePath(candidate.file, file))?.file ?? file;
        return functionsInFile(project, known, context.disk.files()).map(({ function: found, ...place }) => ({
          ...place,
          name: found.name,
          exportName: found.exportName ?? 'handler',
        }));
      },
    },
    'stepwise/mockConfig': {
      nothing: { problems: [], cases: [] },
      answer: ({ uri, text }) => viewMockConfig(context, uri, text),
    },
    'stepwise/settingsFile': {
      nothing: { problems: [] },
      answer: ({ uri, text }) => viewSettingsFile(context, uri, text),
    },
    'stepwise/testCases': {
      nothing: [],
      answer: ({ uri, machine }) => testCasesOf(context, uri, machine),
    },
    'stepwise/history': { nothing: null, answer: (params) => viewHistory(context, params) },
    'stepwise/stateAt': {
      nothing: null,
      answer({ uri, line, character }) {
        const text = textOf(context, uri);
        const offset = text?.document.offsetAt({ line, character }) ?? 0;
        const machine = text && machineAt(text, offset);
        const state = machine && stateAt(machine, offset);
        return state ? { statePath: state.path } : null;
      },
    },
  };
}
