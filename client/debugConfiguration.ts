/**
 * From F5, a launch.json entry or a command to complete launch arguments. F5 without a launch.json gives `{}`;
 * whatever is missing comes from the active file, and the input is asked for last. There is no provider of dynamic
 * configurations: its entry would stand in the debugger picker of every file.
 */
import path from 'node:path';
import * as vscode from 'vscode';
import { INTERPRETED_IDS, mayHoldHandlersByName } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import type { Executables } from '../lambda/lambda';
import type { AppLaunch, LaunchArguments, StateTestLaunch } from '../messages/debugClient';
import { DEBUG_TYPES } from '../messages/ids';
import type { Project } from '../project/project';
import { launchProblem, namesFunction } from '../run/launch/launchKeys';
import { activeUri, showAsText } from './activeDefinition';
import { chooseDefinition } from './chooseDefinition';
import { chooseFunction } from './chooseFunction';
import type { ClientContext } from './clientContext';
import { eventsFor, stem } from './eventOrder';
import { masksOf } from './historyMasks';
import { machineStarts } from './machineStarts';
import { pickEvent } from './events/pickEvent';
import { pickInput } from './inputPicker';
import { bundledDebugpy } from './installedDebuggers';
import { proxyOfUser } from './proxySettings';
import { TestCaseChoice } from './testCaseChoice';
import { toldOfSyntaxMistake } from './syntaxMistake';
import { isWithin } from './secretValues';
import { mayRun } from './trust';
import { readSetting } from './settings/read';
import { INTERPRETERS, SETTINGS } from './settings/table';
import { window } from './window';

/** A definition or a template, by any name. */
const DATA_FILE = /\.(json|ya?ml|template|asl)$/i;

type Resolved = vscode.ProviderResult<vscode.DebugConfiguration>;

export function registerDebugConfigurations(context: ClientContext): void {
  const { extension } = context;
  const workflow = new WorkflowConfigurations(context);
  extension.subscriptions.push(
    vscode.debug.registerDebugConfigurationProvider(DEBUG_TYPES.workflow, workflow),
    vscode.debug.registerDebugConfigurationProvider(DEBUG_TYPES.handler, {
      resolveDebugConfiguration: (_folder, configuration) => asHandlerLaunch(configuration),
    }),
  );
}

class WorkflowConfigurations implements vscode.DebugConfigurationProvider {
  constructor(private readonly context: ClientContext) {}

  async resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    const given: unknown = configuration['program'];
    const program = typeof given === 'string' ? given : await this.programMeant();
    if (program === undefined) return undefined;
    return {
      ...configuration,
      type: DEBUG_TYPES.workflow,
      request: 'launch',
      name: configuration.name || vscode.workspace.asRelativePath(program),
      program,
    };
  }

  /** The active file, where it may hold something to run; else one of the project's machines. */
  private async programMeant(): Promise<string | undefined> {
    const uri = activeUri();
    if (uri && (mayHoldHandlersByName(uri.path) || DATA_FILE.test(uri.path))) return uri.fsPath;
    return (await chooseDefinition(this.context))?.fsPath;
  }

  async resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined | null> {
    if (configuration['target'] === ('app' satisfies AppLaunch['target'])) {
      // It is no run: there is nothing to choose.
      const program = vscode.Uri.file(String(configuration['program']));
      return mayRun(program) ? { ...configuration, interactive: true } : undefined;
    }
    const given = configuration as vscode.DebugConfiguration & Partial<LaunchArguments>;
    const isTest = configuration['target'] === ('state' satisfies StateTestLaunch['target']);
    // Nobody is to choose an input first. Null opens the launch configuration.
    const wrong = isTest ? undefined : launchProblem(configuration);
    if (wrong !== undefined) {
      void window.showErrorMessage(wrong);
      return null;
    }
    const uri = vscode.Uri.file(given.program ?? '');
    if (!mayRun(uri)) return undefined;
    const subject = await this.subject(given, uri);
    if (subject === null) return undefined;
    const args = { ...given, ...subject };
    const machine = await this.chooseMachine(args, uri);
    if (machine === null) return undefined;
    const isFunction = args.target === 'function';
    if (!isFunction && !uri.path.endsWith('/') && (await exists(uri))) await showAsText(uri);
    if (!isFunction && toldOfSyntaxMistake(uri)) return undefined;
    const testCase = isTest ? undefined : await this.testCase(args, uri, machine);
    // A test is given its input with its state.
    const input = isTest ? {} : await this.input(args, uri, machine, testCase);
    if (input === undefined) return undefined;
    // A configuration resolved before (Run Again) carries the target of then; the settings may have changed since.
    const isOfSettings = args.awsTarget === undefined || args.awsTargetIsOfSettings === true;
    const target = await this.context.targets.forRun(isOfSettings ? undefined : args.awsTarget);
    if (!target) return undefined;
    await saveIfDirty(uri);
    const project = await this.context.server.request('stepwise/project', { uri: uri.toString() });
    const resolved = {
      ...args,
      ...projectApart(args, uri, project),
      ...input,
      ...testCase?.chosen,
      ...(machine === undefined ? {} : { machine }),
      keptHistory: isFunction || isTest ? undefined : this.context.runs.placeOfNext(),
      mask: isFunction ? args.mask : [...masksOf(folder?.uri ?? uri), ...(args.mask ?? [])],
      ...target,
      awsTargetIsOfSettings: isOfSettings,
      ...interpreters(args, folder),
      maxProcesses: args.maxProcesses ?? readSetting(SETTINGS.maxProcesses, folder) ?? undefined,
      sdkDir: path.join(this.context.extension.globalStorageUri.fsPath, 'aws-sdk'),
      proxy: proxyOfUser(),
      debugpyDir: bundledDebugpy(),
      interactive: true,
      // No record of a run has what a person has given for the project.
      secrets: await this.context.secrets.around(uri.fsPath, ...(project ? [project.root] : [])),
    };
    if (!isTest) this.context.lastLaunch.keep(folder, resolved as vscode.DebugConfiguration);
    return resolved as vscode.DebugConfiguration;
  }

  /** What is run, where the configuration does not say it: a source file holds functions. Null: the person chose none. */
  private async subject(args: Partial<LaunchArguments>, uri: vscode.Uri): Promise<Partial<LaunchArguments> | null> {
    const isMeant = mayHoldHandlersByName(uri.path) || namesFunction(args, uri.path);
    const isFunction = args.target === 'function' || (!args.target && isMeant);
    if (!isFunction || args.function !== undefined) return isFunction ? { target: 'function' } : {};
    const chosen = await chooseFunction(this.context, uri);
    if (chosen === null) return null;
    // The adapter says what to do where there is none: nobody is asked for its input before.
    return { target: 'function', function: chosen, ...(chosen === undefined && { inputText: '{}' }) };
  }

  /** Undefined: no choice to make. Null: the person chose none. */
  private async chooseMachine(args: Partial<LaunchArguments>, uri: vscode.Uri): Promise<string | undefined | null> {
    if (args.machine !== undefined || args.target === 'function') return args.machine;
    const machines = (await this.context.server.request('stepwise/machines', { uri: uri.toString() })) ?? [];
    if (machines.length < 2) return undefined;
    const names = machines.map(({ name }) => name);
    const items = names.map((label) => ({ label }));
    return (await window.showQuickPick(items, { title: phrase`Which state machine?` }))?.label ?? null;
  }

  /** Undefined: there is no test case to choose, or the configuration names one. */
  private async testCase(
    args: Partial<LaunchArguments>,
    uri: vscode.Uri,
    machine: string | undefined,
  ): Promise<TestCaseChoice | undefined> {
    if (args.target === 'function' || args.mockFile !== undefined || args.mockCase !== undefined) return undefined;
    const cases = (await this.context.server.request('stepwise/testCases', { uri: uri.toString(), machine })) ?? [];
    if (cases.length === 0) return undefined;
    return new TestCaseChoice(this.context.extension.workspaceState, [args.program, machine].join('#'), cases);
  }

  /** Undefined: the person chose none. */
  private async input(
    args: Partial<LaunchArguments>,
    uri: vscode.Uri,
    machine: string | undefined,
    beside: TestCaseChoice | undefined,
  ): Promise<Partial<LaunchArguments> | undefined> {
    // A run that goes on with another has the input of that.
    if (args.resume !== undefined || args.as !== undefined) return {};
    if (args.input !== undefined || args.inputFile !== undefined || args.inputText !== undefined) return {};
    if (args.target === 'function') {
      return pickEvent(this.context, { uri, name: args.function, noDebug: args.noDebug === true });
    }
    const project = await this.context.server.request('stepwise/project', { uri: uri.toString() });
    const sample = await this.context.server.request('stepwise/sampleInput', { uri: uri.toString(), name: machine });
    const key = [args.program, machine].filter(Boolean).join('#');
    const what = machine ?? vscode.workspace.asRelativePath(uri);
    return pickInput(this.context, {
      key,
      events: eventsFor(subjectOf(args, uri, project), project?.events ?? [], project?.functions ?? []),
      title: phrase`Input of ${what}`,
      starts: machineStarts(uri, machine, project),
      ...(typeof sample === 'string' && { sample }),
      ...(beside && { beside }),
    });
  }
}

/** The project of what is run, where it does not lie around it: only the editor knows which folders are open together. */
function projectApart(
  { project: given }: Partial<LaunchArguments>,
  { fsPath }: vscode.Uri,
  found: Project | null | undefined,
): Pick<LaunchArguments, 'project'> {
  if (given !== undefined || !found) return {};
  return isWithin(found.root, fsPath) ? {} : { project: found.root };
}

/** By what names the folder of its sample events may go. */
function subjectOf(
  { machine }: Partial<LaunchArguments>,
  { fsPath }: vscode.Uri,
  project: Project | null | undefined,
): Parameters<typeof eventsFor>[0] {
  const known = project?.machines.filter(({ name, file }) => file === fsPath && (!machine || name === machine)) ?? [];
  return { names: [stem(fsPath), ...known.flatMap(({ name, aliases = [] }) => [name, ...aliases])] };
}

/** The picker's entry for handler files carries a type of its own; what it starts is an ordinary run. */
function asHandlerLaunch(configuration: vscode.DebugConfiguration): Resolved {
  const program: unknown = configuration['program'] ?? activeUri()?.fsPath;
  return {
    ...configuration,
    type: DEBUG_TYPES.workflow,
    request: 'launch',
    name: configuration.name || phrase`Lambda Handler`,
    target: 'function',
    program,
  };
}

/** What the configuration says, else the settings. */
function interpreters(args: Partial<LaunchArguments>, folder: vscode.WorkspaceFolder | undefined): Executables {
  return Object.fromEntries(
    INTERPRETED_IDS.map((id) => [id, args[id] ?? (readSetting(INTERPRETERS[id], folder) || undefined)]),
  );
}

/** The run reads files: what is typed but not saved would not take part. */
async function saveIfDirty(uri: vscode.Uri): Promise<void> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (document?.isDirty) await document.save();
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
