/**
 * What the adapter answers and says, message by message: `protocol/NAME.txt` beside each conversation. `UPDATE=1` rewrites them;
 * read the difference as code.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client, type Replies } from './check';

/** A request with its arguments; `FOLDER` in them is the project's. Then the events that are waited for. Or a file is written. */
type Turn = readonly [command: string, args?: object, ...until: readonly string[]];

const WRITES = 'a person saves';

interface Talk {
  readonly files: { readonly [name: string]: string };
  readonly replies?: Replies;
  readonly turns: readonly Turn[];
}

const lines = (...written: readonly string[]): string => written.join('\n');
const ORDER = lines(
  '{ "StartAt": "Pack",',
  '  "States": {',
  '    "Pack": { "Type": "Pass", "Next": "Charge" },',
  '    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",',
  '      "Next": "Done" },',
  '    "Done": { "Type": "Succeed" } } }',
);
/** Two lines more at the top, and a state more after Charge. */
const EDITED = lines('', '', ORDER).replace(
  '"Next": "Done" }',
  '"Next": "Ship" },\n    "Ship": { "Type": "Pass", "Next": "Done" }',
);
const CHARGED = { order: { Charge: { return: { paid: true } } } };
const PARTS = lines(
  '{ "StartAt": "Which", "States": {',
  '    "Which": { "Type": "Choice",',
  '      "Choices": [{ "Variable": "$.n", "NumericGreaterThan": 0, "Next": "Count", "Assign": { "a.$": "$.n" } }] },',
  '    "Count": { "Type": "Pass", "Parameters": {',
  '        "n.$": "States.MathAdd($.n, 1)" }, "End": true } } }',
);
const PROGRAM = 'FOLDER/order.asl.json';
const HANDLER = 'exports.handler = async () => null;\n';
const initialize: Turn = ['initialize', { adapterID: 'stepwise', linesStartAt1: true, columnsStartAt1: true }];
const source = { path: PROGRAM };
const thread = { threadId: 1 };

/** The talk that tells what the adapter can do; the others leave it out. */
const CAPABLE = 'an adapter that is asked what it can do';

const TALKS: { readonly [name: string]: Talk } = {
  [CAPABLE]: { files: {}, turns: [initialize, ['disconnect']] },
  'a run with breakpoints': {
    files: { 'order.asl.json': ORDER, 'charge.js': HANDLER, 'notes.txt': '' },
    replies: { charge: [{ error: 'Declined' }] },
    turns: [
      initialize,
      ['launch', { program: PROGRAM, input: { id: 7 }, clock: 'skip', stopOnEntry: true }, 'initialized'],
      ['breakpointLocations', { source, line: 1, endLine: 4 }],
      ['breakpointLocations', { source, line: 3 }],
      ['setBreakpoints', { source, breakpoints: [{ line: 5 }, { line: 1 }, { line: 6, logMessage: 'id {$.id}' }] }],
      ['setBreakpoints', { source: { path: 'FOLDER/charge.js' }, breakpoints: [{ line: 1 }] }],
      ['setBreakpoints', { source: { path: 'FOLDER/package.json' }, breakpoints: [{ line: 1 }] }],
      ['setBreakpoints', { source: {} }],
      ['setExceptionBreakpoints', { filters: ['uncaught'] }],
      ['threads'],
      ['configurationDone', {}, 'stopped'],
      ['threads'],
      ['stackTrace', thread],
      ['exceptionInfo', thread],
      ['next', thread, 'stopped'],
      ['evaluate', { expression: '$.id', context: 'repl' }],
      ['evaluate', { expression: '$$', context: 'hover' }],
      ['evaluate', { expression: '$.none', context: 'watch' }],
      ['stepwise.nothing', {}],
      ['stepwise.testState', { state: 'Pack' }],
      ['stepwise.answerTask', { token: 'none', answer: { return: 1 } }],
      ['continue', thread, 'stopped'],
      ['stackTrace', thread],
      ['exceptionInfo', thread],
      ['setExceptionBreakpoints', { filters: ['all'] }],
      ['exceptionInfo', thread],
      ['continue', thread, 'terminated'],
      ['threads'],
      ['stackTrace', thread],
      ['disconnect'],
    ],
  },
  'breakpoints of every kind': {
    files: { 'order.asl.json': PARTS },
    turns: [
      initialize,
      ['launch', { program: PROGRAM, input: { n: 1 }, clock: 'skip' }, 'initialized'],
      ['breakpointLocations', { source, line: 3 }],
      ['breakpointLocations', { source, line: 3, column: 40, endLine: 4, endColumn: 20 }],
      [
        'setBreakpoints',
        { source, breakpoints: [{ line: 4 }, { line: 3, column: 95 }, { line: 4, condition: '1 +' }] },
      ],
      ['setFunctionBreakpoints', { breakpoints: [{ name: 'Count' }, { name: 'Cuont' }] }],
      ['dataBreakpointInfo', { name: '$.n' }],
      ['dataBreakpointInfo', { name: '$.n + 1' }],
      ['setDataBreakpoints', { breakpoints: [{ dataId: '["data","n"]', accessType: 'write' }, { dataId: 'n' }] }],
      [
        'setExceptionBreakpoints',
        { filters: ['uncaught', 'none'], filterOptions: [{ filterId: 'caught', condition: 'States.*' }] },
      ],
      ['configurationDone', {}, 'stopped'],
      ['stackTrace', thread],
      ['continue', thread, 'stopped'],
      ['stackTrace', thread],
      ['continue', thread, 'stopped'],
      ['stackTrace', thread],
      ['continue', thread, 'terminated'],
    ],
  },
  'an editor with colours that counts from zero': {
    files: { 'order.asl.json': ORDER, 'charge.js': HANDLER },
    replies: { charge: [{ return: { paid: true } }] },
    turns: [
      [
        'initialize',
        { adapterID: 'stepwise', linesStartAt1: false, columnsStartAt1: false, supportsANSIStyling: true },
      ],
      ['launch', { program: PROGRAM, input: {}, clock: 'skip' }, 'initialized'],
      ['setBreakpoints', { source, breakpoints: [{ line: 5, logMessage: 'done' }] }],
      ['configurationDone', {}, 'terminated'],
      ['restart', { arguments: { noDebug: true } }, 'terminated'],
      ['restart', { arguments: { program: 'FOLDER/gone.asl.json' } }, 'terminated'],
      ['terminate'],
    ],
  },
  'a text that is edited while it runs': {
    files: { 'order.asl.json': ORDER },
    turns: [
      ['initialize', { ...initialize[1], supportsInvalidatedEvent: true }],
      ['launch', { program: PROGRAM, input: {}, clock: 'skip', mocks: CHARGED }, 'initialized'],
      ['setBreakpoints', { source, breakpoints: [{ line: 4 }] }],
      ['configurationDone', {}, 'stopped'],
      ['stackTrace', thread],
      [WRITES, { 'order.asl.json': EDITED }],
      // Charge and Done have moved, Ship is new.
      ['setBreakpoints', { source, breakpoints: [{ line: 6 }, { line: 8 }, { line: 9 }] }, 'invalidated'],
      ['breakpointLocations', { source, line: 1, endLine: 9 }],
      ['stackTrace', thread],
      ['loadedSources'],
      ['source', { source: { sourceReference: 1 }, sourceReference: 1 }],
      ['source', { sourceReference: 99 }],
      ['setBreakpoints', { source: { ...source, sourceReference: 1 }, breakpoints: [{ line: 6 }] }],
      ['continue', thread, 'stopped'],
      ['stackTrace', thread],
      [WRITES, { 'order.asl.json': ORDER }],
      ['stackTrace', thread],
      [WRITES, { 'order.asl.json': EDITED.slice(0, -1) }],
      ['setBreakpoints', { source, breakpoints: [{ line: 7 }, { line: 8 }, { line: 9 }] }, 'invalidated'],
      [WRITES, { 'order.asl.json': EDITED }],
      ['restart', {}, 'stopped'],
      ['stackTrace', thread],
      ['disconnect'],
    ],
  },
  'a text that is edited and not saved': {
    files: { 'order.asl.json': ORDER, 'notes.json': '' },
    turns: [
      ['initialize', { ...initialize[1], supportsInvalidatedEvent: true }],
      ['launch', { program: PROGRAM, input: {}, clock: 'skip', mocks: CHARGED, stopOnEntry: true }, 'initialized'],
      ['configurationDone', {}, 'stopped'],
      ['stackTrace', thread],
      // Whoever types is not disturbed: the next stack alone is another.
      ['stepwise.edited', { file: PROGRAM, text: EDITED }],
      ['stepwise.refresh', {}, 'invalidated'],
      ['stackTrace', thread],
      ['stepwise.refresh'],
      ['next', thread, 'stopped'],
      ['stackTrace', thread],
      // Typed back, with the ends of lines that the editor writes.
      ['stepwise.edited', { file: PROGRAM, text: ORDER.replaceAll('\n', '\r\n') }],
      ['stackTrace', thread],
      ['stepwise.edited', { file: PROGRAM, text: EDITED }],
      ['stepwise.edited', { file: 'FOLDER/notes.json', text: EDITED }],
      ['loadedSources'],
      ['stepwise.edited', { file: PROGRAM }],
      ['stackTrace', thread],
      ['disconnect'],
    ],
  },
  'launches that are refused': {
    files: {
      'order.asl.json': ORDER,
      'broken.asl.json': '{',
      'app.js': 'exports.a = async () => 1;\nexports.b = async () => 2;\n',
    },
    turns: [
      initialize,
      ['launch', { program: 'FOLDER/none.asl.json' }],
      ['launch', { program: 'FOLDER/none.asl.json', interactive: true }],
      ['launch', { program: 'FOLDER/broken.asl.json' }],
      ['launch', { program: 'FOLDER/app.js' }],
      ['launch', { program: PROGRAM, stopOnEntri: true }],
      ['launch', { type: 'stepwise-handler', target: 'function', program: 'FOLDER/app.js', function: 'a', seed: 1 }],
      ['launch', { program: PROGRAM, seed: 'x' }],
      ['launch', { program: PROGRAM, project: 'FOLDER/none' }],
      ['launch', { program: PROGRAM, project: PROGRAM }],
      ['launch', { program: PROGRAM, inputFile: 'FOLDER/none.json' }],
      ['launch', { program: PROGRAM, mockFile: 'FOLDER/none.json', mockCase: 'x' }],
      ['launch', { program: PROGRAM, mocks: 'FOLDER/none.json' }],
      ['launch', { program: PROGRAM, resume: 'FOLDER/none.json' }],
      ['launch', { program: 'FOLDER/' }],
      ['launch', { program: PROGRAM, input: '{' }],
      ['stepwise.answerTask', { token: 'none', answer: { return: 1 } }],
      ['pause', thread],
      ['next', thread],
      ['disconnect'],
    ],
  },
  'a long result': {
    files: {
      'long.asl.json': JSON.stringify({
        StartAt: 'A',
        States: { A: { Type: 'Pass', Result: 'x'.repeat(100_001), End: true } },
      }),
    },
    turns: [
      initialize,
      ['launch', { program: 'FOLDER/long.asl.json', clock: 'skip', noDebug: true }, 'initialized'],
      ['configurationDone', {}, 'terminated'],
    ],
  },
  'a test of a state': {
    files: { 'order.asl.json': ORDER },
    turns: [
      initialize,
      ['launch', { target: 'state', program: PROGRAM }, 'initialized'],
      ['configurationDone'],
      ['stepwise.testState', { state: 'Pack', input: { a: 1 } }],
      ['stepwise.testState', { state: 'Charge', input: {} }],
      ['stepwise.testState', { state: 'Nowhere', input: {} }],
      ['terminate', {}, 'terminated'],
    ],
  },
};

test.each(Object.entries(TALKS))('%s', async (name, { files, replies = {}, turns }) => {
  const folder = temporaryFolder({ ...files, '.git/HEAD': '' });
  const client = new Client(replies);
  const told: string[] = [];
  let heard = 0;
  try {
    for (const [command, args = {}, ...until] of turns) {
      const given = JSON.parse(JSON.stringify(args).replaceAll('FOLDER', folder)) as object;
      told.push(`> ${command} ${JSON.stringify(args)}`);
      if (command === WRITES) {
        for (const [file, written] of Object.entries(args)) writeFileSync(path.join(folder, file), String(written));
        continue;
      }
      const from = client.events.length;
      const answer = await client
        .request(command, given)
        .then(JSON.stringify, (error: Error) => `refused: ${error.message}`);
      if (until.length > 0) await client.event(from, ...until);
      told.push(command === 'initialize' && name !== CAPABLE ? '  {what it is capable of}' : `  ${answer}`);
      // What comes with the run as it goes is told by the transcripts.
      const events = client.events.slice(heard).filter(({ event }) => event !== 'stepwise.runEvents');
      heard = client.events.length;
      told.push(...events.map(({ event, body }) => `    ${event} ${JSON.stringify(body) ?? ''}`));
    }
  } finally {
    await client.close();
  }
  const text = [...told, '']
    .join('\n')
    .replaceAll(folder, 'FOLDER')
    .replaceAll(/x{100,}/g, (all) => `x × ${all.length}`);
  const steady = text
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID')
    .replaceAll(/ \d+(\.\d+)? m?s\b/g, ' DURATION');
  const expected = path.join(__dirname, 'protocol', `${name.replaceAll(' ', '-')}.txt`);
  if (process.env['UPDATE']) {
    mkdirSync(path.dirname(expected), { recursive: true });
    writeFileSync(expected, steady);
  }
  expect(existsSync(expected), `${expected} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(steady).toBe(readFileSync(expected, 'utf8').replace(/\r\n/g, '\n'));
});
