/** What the client asks about mock configurations: what is wrong in one, and which test cases a machine has. */
import { visible } from '../../core/escape/visible';
import type { MockCaseChoice, MockConfigView } from '../../messages/languageClient';
import { checkMockConfig, findMockConfigs, mockedMachineOf, namesOfMachine, parseMockConfig } from '../../project';
import type { MockableMachine, MockConfig, Project, ProjectMachine } from '../../project';
import { filePathOf, samePath } from '../fileUri';
import { hostedMachine } from '../machineTexts';
import { pathToFileURL } from 'node:url';
import type { ServerContext } from '../serverContext';

/** Of the shape an editor's JSON schema tells; the rest is told here. */
export function viewMockConfig(context: ServerContext, uri: string, text: string): MockConfigView {
  const file = filePathOf(uri);
  if (file === undefined) return { problems: [], cases: [] };
  const { config, problems } = parseMockConfig(file, text);
  const project = context.projects.around(file);
  const found = [
    ...problems.filter(({ isOfShape }) => !isOfShape),
    ...checkMockConfig(config, mockableMachines(context, project)),
  ];
  return {
    problems: found.map(({ message, span, severity }) => ({ message: visible(message), severity, ...span })),
    cases: config.machines.flatMap(({ name, cases }) => {
      const machine = mockedIn(config, name, project);
      return cases.map((each) => ({
        ...each.span,
        name: each.name,
        ...(machine && { program: machine.template ?? machine.file, machine: machine.name }),
      }));
    }),
  };
}

/** The test cases for a definition, or for one machine of a template, in all mock configurations of its project. */
export function testCasesOf(context: ServerContext, uri: string, machine: string | undefined): MockCaseChoice[] {
  const file = filePathOf(uri);
  if (file === undefined) return [];
  const { root, machines } = context.projects.around(file);
  const known = machines.filter((each) => samePath(each.file, file) || samePath(each.template, file));
  const meant = known.find((each) => machine === undefined || namesOfMachine(each).includes(machine));
  const names = meant ? namesOfMachine(meant) : machine === undefined ? [] : [machine];
  return findMockConfigs(root, context.disk.options).flatMap((config) => {
    const mocked = mockedMachineOf(config, names);
    return (mocked?.cases ?? []).map(({ name }) => ({ file: config.file, name }));
  });
}

function mockedIn(config: MockConfig, name: string, { machines }: Project): ProjectMachine | undefined {
  const named = machines.find((machine) => namesOfMachine(machine).includes(name));
  return named ?? (config.machines.length === 1 && machines.length === 1 ? machines[0] : undefined);
}

function mockableMachines(context: ServerContext, { machines }: Project): MockableMachine[] {
  return machines.flatMap((known): MockableMachine[] => {
    const isTemplate = known.template === known.file;
    const found = hostedMachine(context, pathToFileURL(known.file).href, isTemplate ? known.name : undefined);
    if (!found) return [];
    const states = found.machine.states.map(({ name, type, definition: { Resource: resource } }) => ({
      name,
      type,
      ...(typeof resource === 'string' && { resource }),
    }));
    return [{ names: namesOfMachine(known), states }];
  });
}
