import { describe, expect, test } from 'vitest';
import { checkOnly, holding } from './check';
import type { CliCase } from './check';

const template = `Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src, Handler: greet.handler, Runtime: nodejs20.x, Environment: { Variables: { WORD: Hello } } }
`;
const greet = `exports.handler = async ({ name }) => {
  console.log('greeting', name);
  if (!name) throw new RangeError('Whom?');
  return process.env.WORD + ' ' + name;
};
exports.shout = async () => 'HEY';
exports.where = async () => process.env.AWS_ENDPOINT_URL;
`;
const files = {
  'template.yaml': template,
  'src/greet.js': greet,
  'ada.json': '{"name": "Ada"}',
  'events/guests/bea.json': '{"name": "Bea"}',
  'src/cy.event.json': '{"name": "Cy"}',
  'none.js': 'exports.x = 1',
  'only.js': 'exports.only = async () => "only"; exports.limit = 3;',
  'several.js': 'exports.create = async () => 1; exports.drop = async () => 2;',
  'all.mjs': "export * from './only.js';",
};

/** Of a run that called two functions, the first by its ARN. */
function history(first: string, second: string): string {
  const task = (id: number, FunctionName: string, name: string): object => ({
    id,
    previousEventId: id - 1,
    timestamp: `2026-01-01T00:00:0${id}Z`,
    type: 'TaskScheduled',
    taskScheduledEventDetails: {
      resourceType: 'lambda',
      resource: 'invoke',
      region: 'eu-west-1',
      parameters: JSON.stringify({ FunctionName, Payload: { name } }),
    },
  });
  return JSON.stringify({ events: [task(1, first, 'First'), task(2, second, 'Second')] });
}

describe('stepwise invoke', () => {
  test.each<[string, string[], CliCase, object]>([
    [
      'calls a function by name',
      ['Greet', '--event', 'ada.json'],
      { files },
      { code: 0, out: '"Hello Ada"\n', error: holding('greeting Ada') },
    ],
    [
      'calls it with an event of the project by its name',
      ['Greet', '--event', 'guests/bea'],
      { files },
      { code: 0, out: '"Hello Bea"\n' },
    ],
    [
      'calls it with an event that lies beside its code',
      ['Greet', '--event', 'src/cy.event'],
      { files },
      { code: 0, out: '"Hello Cy"\n' },
    ],
    [
      'calls a file as its function',
      ['src/greet.js', '--event', '-'],
      { files, input: '{"name":"Bob"}' },
      { code: 0, out: '"Hello Bob"\n' },
    ],
    [
      'leads SDK calls to an address of this machine, where an endpoint is chosen too',
      ['src/greet.js#where', '--endpoint', 'http://127.0.0.1:4566'],
      { files },
      { code: 0, out: expect.stringMatching(/^"http:\/\/127\.0\.0\.1:\d+\/\w+\/\w+"\n$/) as string },
    ],
    [
      'wants a URL for that',
      ['src/greet.js', '--endpoint', 'localhost:4566'],
      { files },
      { code: 2, error: holding('--endpoint must be a URL such as http://localhost:4566') },
    ],
    [
      'calls a function with what it was given last in a saved run',
      ['Greet', '--event', 'history:run.json'],
      { files: { ...files, 'run.json': history('Greet', 'arn:aws:lambda:eu-west-1:999900000000:function:Greet:3') } },
      { code: 0, out: '"Hello Second"\n' },
    ],
    [
      'says that a run did not call it',
      ['Greet', '--event', 'history:run.json'],
      { files: { ...files, 'run.json': history('Other', 'Another') } },
      { code: 2, error: holding('Greet was not called in the run of run.json') },
    ],
    [
      'says that a file holds no history',
      ['Greet', '--event', 'history:ada.json'],
      { files },
      { code: 2, error: holding('ada.json is not a history') },
    ],
    [
      'takes no parameters with a history',
      ['Greet', '--event', 'history:run.json', '--set', 'a=b'],
      { files },
      { code: 2, error: holding('--set and --seed are for sample events') },
    ],
    [
      'says what the caller would do where the handler fails',
      ['Greet', '--event', 'api-gateway-rest'],
      { files },
      { code: 1, error: holding('Greet failed: RangeError: Whom?', 'Refused: API Gateway would answer 502') },
    ],
    ['calls what a file exports', ['src/greet.js#shout'], { files }, { code: 0, out: '"HEY"\n' }],
    [
      'takes as event what a state passes of a machine that no template declares',
      ['Greet', '--event'],
      {
        files: {
          ...files,
          'greeting.asl.json': `{ "StartAt": "Hi", "States": { "Hi": { "Type": "Task", "End": true,
            "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "Greet", "Payload": { "name": "Bo" } } } } }`,
        },
      },
      { code: 0, out: '"Hello Bo"\n', error: holding('The event is what greeting/Hi passes') },
    ],
    [
      'shows how a handler fails',
      ['Greet'],
      { files },
      { code: 1, out: '', error: holding('Greet failed: RangeError: Whom?', 'greet.js:3') },
    ],
    [
      'names what was asked for, and says the error once',
      ['src/greet.js#nothing'],
      { files },
      {
        code: 2,
        error:
          'src/greet.js#nothing failed: Runtime.HandlerNotFound: greet.nothing is undefined or not exported\nWhy: Its file exports handler, shout, where.\n',
      },
    ],
    [
      'needs a function that is there',
      ['Gret'],
      { files },
      { code: 2, error: holding('There is no function "Gret"', 'template.yaml', 'Did you mean "Greet"?') },
    ],
    [
      'needs a file that is there',
      ['src/nothing.js'],
      { files },
      { code: 2, error: 'stepwise invoke: The file src/nothing.js does not exist.\n' },
    ],
    [
      'runs it on the Node that is named',
      ['only.js', '--node', './no-node'],
      { files },
      { code: 2, error: holding('./no-node could not be started') },
    ],
    ['calls the only function of a file, whatever its name', ['only.js'], { files }, { code: 0, out: '"only"\n' }],
    [
      'needs to know which of several',
      ['several.js'],
      { files },
      {
        code: 2,
        error: 'stepwise invoke: several.js exports several functions: create, drop. Say which: several.js#create.\n',
      },
    ],
    [
      'says what to write where a file exports none',
      ['none.js'],
      { files },
      { code: 2, error: holding('none.js does not export a function', 'exports.handler = async', 'none.js#handler') },
    ],
    [
      'says of a folder that it is one',
      ['src'],
      { files: { ...files, 'src/note.txt': '' } },
      { code: 2, error: holding('src is a folder. To call its function Greet: stepwise invoke src/greet.js') },
    ],
    [
      'says of a folder that has none that it has none, whatever lies beside it',
      ['notes'],
      { files: { ...files, 'notes/note.txt': '' } },
      { code: 2, error: holding('notes is a folder without a function.') },
    ],
    [
      'says why code cannot be read',
      ['large.js'],
      { files: { ...files, 'large.js': ' '.repeat(17 * 1024 * 1024) } },
      { code: 2, error: 'stepwise invoke: large.js cannot be read: it is larger than 16 MB (it has 17 MB).\n' },
    ],
    [
      'says of a template which function to name',
      ['template.yaml'],
      { files },
      { code: 2, error: holding('template.yaml declares functions', 'such as stepwise invoke ') },
    ],
    [
      'says of a definition how to run it',
      ['flow.asl.json'],
      { files: { ...files, 'flow.asl.json': '{}' } },
      { code: 2, error: holding('flow.asl.json holds a state machine', 'To run it: stepwise run flow.asl.json') },
    ],
    [
      'says of a file that is not there that it is not',
      ['flow.asl.json'],
      { files },
      { code: 2, error: holding('The file flow.asl.json does not exist.') },
    ],
    [
      'says which files can hold a handler',
      ['ada.json'],
      { files },
      { code: 2, error: holding('ada.json is not a source file of a handler; those end in .ts, ', '.py.') },
    ],
    ['calls what a file has from elsewhere', ['all.mjs#only'], { files }, { code: 0, out: '"only"\n' }],
    ['needs a name', [], { files }, { code: 2, error: holding('Name a function or file') }],
    [
      'needs an event that is JSON',
      ['Greet', '--event', '-'],
      { files, input: 'x' },
      { code: 2, error: holding('Standard input is not valid JSON') },
    ],
  ])('%s', (_what, args, cliCase, expected) => checkOnly(['invoke', ...args], cliCase, expected));
});

describe('stepwise', () => {
  test.each<[string, string[], object]>([
    ['says its version', ['--version'], { code: 0, out: '0.1.0\n', error: '' }],
    ['explains itself', ['--help'], { code: 0, out: holding('stepwise run FILE', 'stepwise lsp --stdio') }],
    ['explains itself to who says nothing', [], { code: 2, out: '', error: holding('stepwise run FILE') }],
    ['knows its commands', ['rnu'], { code: 2, error: 'stepwise: Unknown command "rnu". Did you mean "run"?\n' }],
    ['serves on standard streams only', ['lsp'], { code: 2, error: holding('stepwise lsp --stdio') }],
  ])('%s', (_what, args, expected) => checkOnly(args, {}, expected));
});
