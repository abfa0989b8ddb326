/** An option means the same wherever it is said: in a terminal and in a launch configuration it makes the same run. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { openIo } from '../../cli/io';
import { parseOptions } from '../../cli/options';
import { prepareRun } from '../../cli/prepareRun';
import type { RunEvent } from '../../core/interpreter';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import type { LambdaHostOptions } from '../../lambda/lambda';
import { choicesOfFlags, choicesOfLaunch, Consents, flagsOf, LaunchServices, RUN_OPTIONS } from '../../run';
import type { OptionName, PreparedMachine } from '../../run';
import { historyTarget } from '../../run/launch/history';
import type { OPTIONS } from '../../run/launch/options';
import { temporaryFolder } from '../harness/temporaryFolder';

const SEND = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage',
  Parameters: { QueueUrl: 'q', MessageBody: 'm' },
  ResultPath: '$.sent',
};
const machine = (states: object): string => JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
const sends = machine({
  Id: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()', 'input.$': '$' }, Next: 'Send' },
  Send: { ...SEND, End: true },
});
const settings = (id: string): string => JSON.stringify({ mocks: { m: { Send: { return: { MessageId: id } } } } });
const event = (id: number, type: string, details: object): object => ({
  id,
  previousEventId: id - 1,
  timestamp: '2030-01-01T00:00:00.000Z',
  type,
  ...details,
});
const FILES = {
  'm.asl.json': sends,
  'unset.asl.json': machine({
    Is: { Type: 'Choice', Choices: [{ Variable: '$.a', StringEquals: '${Wanted}', Next: 'End' }], Default: 'End' },
    End: { Type: 'Succeed' },
  }),
  'refused.asl.json': machine({ A: { Type: 'Pass', Next: 'B' } }),
  'i.json': '{"of": "the file"}',
  'answers.json': settings('of the run'),
  'M.json': JSON.stringify({
    StateMachines: { m: { TestCases: { Happy: { Send: 'Sent' }, Sad: { Send: 'Full' } } } },
    MockedResponses: { Sent: { 0: { Return: { MessageId: 'case' } } }, Full: { 0: { Throw: { Error: 'Full' } } } },
  }),
  'stopped.json': JSON.stringify([
    event(1, 'ExecutionStarted', { executionStartedEventDetails: { input: '{"of": "the history"}' } }),
    event(2, 'PassStateEntered', { stateEnteredEventDetails: { name: 'Id', input: '{"of": "the history"}' } }),
  ]),
  '.vscode/stepwise.json': settings('of the project'),
  'other/.vscode/stepwise.json': settings('of the other project'),
  'started/template.yaml': `Resources:
  m:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: E, States: { E: { Type: Succeed } } }
      Events:
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: '{"of": "the night"}' } }
        Placed: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] }, InputPath: $.detail } }
`,
  'two/template.yaml': `Resources:
  m: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: ${sends} } }
  Second: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { StartAt: E, States: { E: { Type: Succeed } } } } }
`,
};

interface Example {
  /** Default: `m.asl.json`. */
  readonly program?: string;
  readonly flags: readonly string[];
  /** `PATH:` before a path: it is made absolute, as VS Code does. */
  readonly launch: { readonly [key: string]: unknown };
  /** What a run without the option says still. */
  readonly without?: readonly string[];
}

type InBothFronts = {
  [Name in OptionName]: (typeof OPTIONS)[Name] extends { flag: object; attribute: object } ? Name : never;
}[OptionName];

/** What each option changes in the run. */
const EXAMPLES: { readonly [Name in InBothFronts]: Example } = {
  machine: { program: 'two/template.yaml', flags: ['--machine', 'Second'], launch: { machine: 'Second' } },
  project: { flags: ['--project', 'other'], launch: { project: 'PATH:other' } },
  inputFile: { flags: ['--input', 'i.json'], launch: { inputFile: 'PATH:i.json' } },
  as: { program: 'started/template.yaml', flags: ['--as', 'Nightly'], launch: { as: 'Nightly' } },
  set: {
    program: 'started/template.yaml',
    flags: ['--as', 'Placed', '--seed', '1', '--set', 'detail={"id":2}'],
    launch: { as: 'Placed', seed: 1, set: ['detail={"id":2}'] },
    without: ['--as', 'Placed', '--seed', '1'],
  },
  machineType: { flags: ['--type', 'EXPRESS'], launch: { machineType: 'EXPRESS' } },
  runAnyway: { program: 'refused.asl.json', flags: ['--anyway'], launch: { runAnyway: true } },
  fill: { program: 'unset.asl.json', flags: ['--fill'], launch: { fill: true } },
  clock: { flags: ['--clock', 'skip'], launch: { clock: 'skip' } },
  seed: { flags: ['--seed', '7'], launch: { seed: 7 } },
  resume: { flags: ['--resume', 'stopped.json'], launch: { resume: 'PATH:stopped.json' } },
  record: { flags: ['--record', 'r.json'], launch: { record: 'PATH:r.json' } },
  history: { flags: ['--history', 'h.json'], launch: { history: 'PATH:h.json' } },
  mask: {
    flags: ['--mask', 'pin, $.a["b,c"]', '--mask=*token*', '--history', 'h.json'],
    launch: { mask: ['pin', '$.a["b,c"]', '*token*'], history: 'PATH:h.json' },
    without: ['--history', 'h.json'],
  },
  mockFile: { flags: ['--mock', 'M.json', '--case', 'Happy'], launch: { mockFile: 'PATH:M.json', mockCase: 'Happy' } },
  mockCase: {
    flags: ['--mock', 'M.json', '--case', 'Sad'],
    launch: { mockFile: 'PATH:M.json', mockCase: 'Sad' },
    without: ['--mock', 'M.json', '--case', 'Happy'],
  },
  mocks: { flags: ['--mocks', 'answers.json'], launch: JSON.parse(settings('of the run')) as { mocks: object } },
  awsTarget: {
    flags: ['--endpoint', 'http://localhost:4566'],
    launch: { awsTarget: { kind: 'endpoint', url: 'http://localhost:4566' } },
  },
  node: { flags: ['--node', './node'], launch: { node: 'PATH:node' } },
  python: { flags: ['--python', 'python3.12'], launch: { python: 'python3.12' } },
  ruby: { flags: ['--ruby', 'ruby3.4'], launch: { ruby: 'ruby3.4' } },
  java: { flags: ['--java', '/opt/jdk/bin/java'], launch: { java: '/opt/jdk/bin/java' } },
  dotnet: { flags: ['--dotnet', 'dotnet'], launch: { dotnet: 'dotnet' } },
  maxProcesses: { flags: ['--max-processes', '3'], launch: { maxProcesses: 3 } },
};

interface Place {
  readonly folder: string;
  readonly program: string;
}

type Problem = { readonly problem: string };

async function fromTerminal({ folder, program }: Place, args: readonly string[]): Promise<PreparedMachine | Problem> {
  const io = openIo({
    cwd: folder,
    env: {},
    writeOut: () => undefined,
    writeError: () => undefined,
    readInput: () => Promise.resolve(undefined),
    outIsTerminal: false,
    errorIsTerminal: false,
    colours: false,
    columns: 80,
    onInterrupt: () => () => undefined,
  });
  const parsed = parseOptions(args, flagsOf('run'));
  if ('problem' in parsed) return parsed;
  const choices = choicesOfFlags<'run'>(parsed.options, io);
  if ('problem' in choices) return choices;
  const request = { command: 'run', name: program, choices, flags: parsed.options } as const;
  const prepared = await prepareRun(request, io);
  return 'problem' in prepared ? prepared : prepared.prepared;
}

async function fromEditor({ folder, program }: Place, launch: Example['launch']): Promise<PreparedMachine | Problem> {
  const absolute = Object.entries(launch).map(([key, value]) =>
    typeof value === 'string' && value.startsWith('PATH:') ? [key, path.join(folder, value.slice(5))] : [key, value],
  );
  const args = { program: path.join(folder, program), ...Object.fromEntries(absolute) } as never;
  const prepared = await prepareLaunch(args);
  if (!prepared.ok) return { problem: prepared.message };
  if (prepared.kind !== 'machine') throw new Error('A machine was to be prepared.');
  return prepared;
}

/** What a run is started with, and what comes of it; without what no seed holds still. */
async function runOf(prepared: PreparedMachine | Problem): Promise<object> {
  if ('problem' in prepared) return { isRefused: true };
  const { project, history, recording, clock, seed, target, type, name } = prepared;
  let host: Partial<LambdaHostOptions> = {};
  const services = new LaunchServices({
    ...prepared,
    consents: new Consents({ folder: project.root }),
    log: () => undefined,
    createLambdaHost(options) {
      host = options;
      return { invoke: () => Promise.reject(new Error('No handler is called.')), dispose: () => Promise.resolve() };
    },
  });
  const events: RunEvent[] = [];
  const run = services.start(prepared, { emit: (each) => void events.push(each) });
  const { status, output, error } = await run.result;
  await services.dispose();
  const ids = (text = ''): string => (seed === undefined ? text.replace(/[\da-f-]{36}/g, 'UUID') : text);
  const went = events.flatMap((each) => (each.kind === 'history' ? [each.event.type] : []));
  const started = { type, name, clock, seed, root: project.root, target };
  const kept = history && { file: history.file, mask: history.mask.entries, faults: history.faults };
  const given = { executables: host.executables, most: host.room?.most, target: host.target };
  return { started, kept, recorded: recording?.file, given, went, status, error, output: ids(output) };
}

test('every option of both fronts has an example', () => {
  const both = Object.entries(RUN_OPTIONS).filter(([, { flag, attribute }]) => flag && attribute);
  expect(Object.keys(EXAMPLES).sort()).toEqual(both.map(([name]) => name).sort());
});

test.each(Object.entries(EXAMPLES))(
  '%s makes the same run in both fronts, and another than without it',
  async (_name, { program = 'm.asl.json', flags, launch, without = [] }) => {
    const place = { folder: temporaryFolder(FILES), program };
    const inTerminal = await runOf(await fromTerminal(place, flags));
    expect(inTerminal).not.toHaveProperty('isRefused');
    expect(await runOf(await fromEditor(place, launch))).toEqual(inTerminal);
    expect(await runOf(await fromTerminal(place, without))).not.toEqual(inTerminal);
  },
);

/** Each front calls the option by its own name. */
test.each<[readonly string[], Example['launch'], string, string]>([
  [
    ['--seed', '1.5'],
    { seed: 1.5 },
    '--seed must be a whole number',
    '"seed" in the launch configuration must be a whole number',
  ],
  [
    ['--case', 'A'],
    { mockCase: 'A' },
    '--case needs --mock FILE.',
    '"mockCase" needs "mockFile" in the launch configuration.',
  ],
  [
    ['--mock', 'M.json'],
    { mockFile: 'PATH:M.json' },
    '--mock needs --case NAME. The test cases of M.json are:',
    '"mockFile" needs "mockCase" in the launch configuration. The test cases of',
  ],
  [
    ['--project', 'nowhere'],
    { project: 'PATH:nowhere' },
    'The folder of --project does not exist',
    'The folder of "project" in the launch configuration does not exist',
  ],
  [
    ['--input', 'none.json'],
    { inputFile: 'PATH:none.json' },
    'none.json cannot be read: there is no such file.',
    'Correct "inputFile" in the launch configuration.',
  ],
  [
    ['--mocks', 'i.json'],
    { mocks: { m: [] } },
    'The file has no field "of".',
    '"mocks" → "m" must be an object. Correct "mocks" in the launch configuration.',
  ],
  [['--resume', 'i.json'], { resume: 'PATH:i.json' }, 'i.json cannot be resumed:', 'Nothing can go on from'],
  [
    ['--endpoint', 'localhost'],
    { clock: 'fast' },
    '--endpoint must be a URL such as http://localhost:4566, not "localhost".',
    '"clock" in the launch configuration must be "real" or "skip", not "fast".',
  ],
])('%j is refused as %j is', async (flags, launch, inTerminal, inEditor) => {
  const place = { folder: temporaryFolder(FILES), program: 'm.asl.json' };
  expect(await fromTerminal(place, flags)).toHaveProperty('problem', expect.stringContaining(inTerminal));
  expect(await fromEditor(place, launch)).toHaveProperty('problem', expect.stringContaining(inEditor));
});

test('a history leaves out what the project says, too, and says what it cannot read', () => {
  const settings = { mask: ['pin'], maskFault: 'It is broken.' };
  const target = historyTarget({ history: 'h.json', mask: ['$'] }, { machine: 'm', settings, resolve: path.resolve });
  expect(target?.mask.entries).toContain('pin');
  expect(target?.faults.map(({ option }) => option)).toEqual(['history', 'mask']);
});

test('a launch configuration chooses nothing that only a terminal has, and may hold what nobody knows', () => {
  const grants = { installSdk: true, allowHost: ['example.com'], allowEnv: ['KEY'], allowHttp: true };
  const ofEditor = { name: 'Debug', type: 'stepwise', request: 'launch', __sessionId: 'x', keptHistory: '/k' };
  expect(choicesOfLaunch({ ...grants, ...ofEditor, seed: 1 })).toEqual({ seed: 1 });
});
