/** What an inventory makes of a project that readers may give: values that nobody has given, stacks with the same names, code in templates. */
import { expect, test } from 'vitest';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { MappedTextBuilder } from '../../core/syntax/mappedText';
import { fillerOf } from '../../core/values';
import type { UnsetValue } from '../../core/values';
import { inventoryOf } from '../../project';
import type { Files, Inventory, Project, ProjectFunction, ProjectMachine } from '../../project';

const ROOT = '/p';
const STAGE: UnsetValue = { key: 'param:Stage', why: 'It has no default.', filler: fillerOf('param:Stage') };
/** Its filler begins as that of the other does. */
const STAGES: UnsetValue = {
  key: 'param:Stage-Two',
  why: 'It has no default.',
  place: { file: '/p/a.yaml', line: 3 },
  suggestions: ['dev'],
  isSecret: true,
  filler: fillerOf('param:Stage-Two'),
};

interface Case {
  readonly functions?: readonly Partial<ProjectFunction>[];
  readonly machines?: readonly (Partial<ProjectMachine> & { readonly states?: object })[];
  readonly unset?: readonly UnsetValue[];
  readonly texts?: { readonly [file: string]: string };
}

function check({ functions = [], machines = [], unset = [], texts = {} }: Case, expected: object): void {
  const source = { file: '/p/a.yaml', line: 0 };
  const stack = (id: string) => ({ id, kind: 'sam', files: [`/p/${id}`], state: 'static' }) as const;
  const project: Project = {
    root: ROOT,
    stacks: [stack('a.yaml'), stack('b.yaml')],
    functions: functions.map((each) => {
      const name = each.name ?? 'F';
      return { name, names: [name], codeDir: ROOT, environment: {}, timeout: 3, memorySize: 128, source, ...each };
    }),
    machines: machines.map(({ states: _, ...each }) => {
      return { name: 'M', file: '/p/m.asl.json', type: 'STANDARD', substitutions: {}, source, ...each };
    }),
    events: [],
    problems: [],
    unset,
  };
  const files = {
    read: (file: string) => ({ text: texts[file] }),
    readSource: (file: string) => texts[file],
    kept: (_: string, make: (noted: Files) => unknown) => make(files as Files),
    keptData: (_: string, make: (noted: Files) => unknown) => make(files as Files),
  };
  const inventory: Inventory = inventoryOf(project, {
    files: files as Files,
    load(known) {
      const { states } = machines[project.machines.indexOf(known)]!;
      const text = JSON.stringify({ StartAt: 'A', States: states });
      const machine = states && buildMachine(parseDocument(known.file, text, 'json'));
      return machine ? { machine } : { problem: 'It is half written.' };
    },
  });
  expect(inventory).toMatchObject(expected);
}

const task = (resource: string, more: object = {}): object => ({
  Type: 'Task',
  Resource: resource,
  End: true,
  ...more,
});
const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

test('a function whose name is filled in is called all the same, one of a like name is not', () => {
  const name = `${STAGE.filler}-pack`;
  const other = `${STAGE.filler}-unpack`;
  check(
    {
      functions: [{ name, names: [name] }],
      machines: [{ substitutions: { P: name, U: other }, states: { P: task(arn(name)), U: task(arn(other)) } }],
      unset: [STAGE],
    },
    {
      machines: [
        {
          calls: [`a.yaml#${name}`],
          substitutions: { P: { is: `function:a.yaml#${name}` }, U: { is: 'unset:param:Stage' } },
          problems: [],
        },
      ],
    },
  );
});

test('a value is used where its own filler stands, and no other that begins as it does', () => {
  check(
    {
      functions: [{ name: 'F', environment: { A: `x-${STAGE.filler}`, B: `${STAGES.filler}/y` } }],
      machines: [{ substitutions: { S: STAGE.filler }, states: { A: task(`arn:aws:states:::sqs:${STAGES.filler}`) } }],
      unset: [STAGE, STAGES],
    },
    {
      unresolved: [
        {
          key: 'param:Stage',
          kind: 'param',
          usedIn: ['functions/F env.A', 'machines/M substitutions.S'],
          place: null,
          suggest: [],
          secret: false,
        },
        {
          key: 'param:Stage-Two',
          usedIn: ['functions/F env.B', 'machines/M state A'],
          place: ['a.yaml', 4],
          suggest: ['dev'],
          secret: true,
        },
      ],
      machines: [{ substitutions: { S: { is: 'unset:param:Stage' } }, problems: [] }],
    },
  );
});

test('a placeholder that names what the project has is no value to give', () => {
  check(
    {
      functions: [{ name: 'Charge' }],
      machines: [
        {
          states: {
            A: task('${Charge.Arn}', { Next: 'B' }),
            B: task('${Ship.Arn}', { Parameters: { table: '${Charge.Name}' }, End: true }),
          },
        },
      ],
    },
    { unresolved: [{ key: 'placeholder:Ship.Arn' }, { key: 'placeholder:Charge.Name' }] },
  );
});

test('a machine calls the functions of its own stack first', () => {
  check(
    {
      functions: [{ stack: 'a.yaml' }, { stack: 'b.yaml' }, { stack: 'a.yaml', name: 'Other' }],
      machines: [{ stack: 'b.yaml', states: { A: task(arn('F')), B: task(arn('Other')) } }],
    },
    {
      functions: [
        { id: 'a.yaml#F', usedBy: [] },
        { id: 'b.yaml#F', usedBy: ['M'] },
        { id: 'a.yaml#Other', usedBy: ['M'] },
      ],
      machines: [{ id: 'b.yaml#M', calls: ['b.yaml#F', 'a.yaml#Other'], problems: [] }],
    },
  );
});

test('what a machine calls is told by its kind', () => {
  const of = (action: string): string => `arn:aws:states:::${action}`;
  check(
    {
      functions: [{}],
      machines: [
        {
          states: {
            A: task(of('lambda:invoke'), { Parameters: { FunctionName: 'F' } }),
            B: task(of('states:startExecution.sync:2'), { Arguments: { StateMachineArn: 'Child' } }),
            C: task(of('aws-sdk:s3:getObject')),
            D: task('arn:aws:states:us-east-1:123456789012:activity:Approve'),
            E: task(of('lambda:invoke'), { Arguments: { FunctionName: '{% $f %}' } }),
          },
        },
        { name: 'Child', file: '/p/c.asl.json' },
      ],
    },
    {
      machines: [
        { calls: ['a.yaml#F', 'a.yaml#Child', 'aws-sdk:s3:getObject', 'activity:Approve', 'lambda:invoke'] },
        { calls: [], problems: ['It is half written.'] },
      ],
    },
  );
});

test('what cannot be run here says why', () => {
  check(
    {
      functions: [
        { name: 'Java', runtime: 'java25', notRun: 'No java25 is here.' },
        { name: 'Zip', problem: 'Its code is in x.zip alone.' },
        { name: 'Image', notRun: 'It is a container image.', file: '/p/i.js', inactive: 'Its condition is false.' },
        { name: 'Good', file: '/p/g.js' },
      ],
    },
    {
      functions: [
        { runs: false },
        { runs: false, problems: ['Its code is in x.zip alone.'] },
        { runs: false, active: false, problems: ['Its condition is false.'] },
        { runs: true, active: true, file: 'g.js' },
      ],
      notRun: [
        { id: 'a.yaml#Java', why: 'No java25 is here.' },
        { id: 'a.yaml#Zip', why: 'Its code is in x.zip alone.' },
        { id: 'a.yaml#Image', why: 'It is a container image.' },
      ],
    },
  );
});

test('code that stands in a template has its lines', () => {
  const code = 'x = 1\ndef main(event, context):\n  pass\n';
  const text = `Code: |\n${code}`;
  const span = { start: 'Code: |\n'.length, end: text.length };
  const mapped = new MappedTextBuilder().verbatim(code, span, (index) => span.start + index).build(span);
  check(
    {
      functions: [{ handler: 'index.main', inline: { file: '/p/a.yaml', code: mapped } }],
      texts: { '/p/a.yaml': text },
    },
    { functions: [{ file: 'a.yaml', line: 3, export: 'main', inline: { line: 2, endLine: 4 } }] },
  );
});

test('a name that a stack has twice, and one that is not known, still give ids of their own', () => {
  check(
    {
      functions: [
        {},
        {},
        { name: STAGE.filler, names: [STAGE.filler, 'Logical'] },
        { source: { file: '/p/x.py', line: 0 } },
      ],
    },
    {
      functions: [{ id: 'a.yaml#F' }, { id: 'a.yaml#F~2' }, { id: 'a.yaml#Logical' }, { id: '.#F' }],
      stacks: [{ id: 'a.yaml' }, { id: 'b.yaml' }, { id: '.', kind: 'plain' }],
    },
  );
});
