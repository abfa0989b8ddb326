/** What a Resource calls in the words of AWS's models: line by line in `tables/called.txt`. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { INTEGRATIONS, parseResource } from '../../core/catalog/integrations';
import {
  actionsOf,
  calledOperation,
  callName,
  errorsOf,
  integrationOf,
  memberNamed,
  membersInOrder,
  takesJson,
  writtenMember,
} from '../../core/catalog/services/calledOperation';
import { madeBySdk, takesPlainText } from '../../core/catalog/services/leniency';
import { sampleOutput } from '../../core/catalog/services/sampleOutput';
import type { Member, Shape, StructureShape } from '../../core/catalog/services/serviceTable';
import { loadCatalogue } from '../../services/loadTables';
import { expectAnswers } from '../harness/golden';

const catalogue = loadCatalogue();
/** Of long lists the first. */
const few = (all: readonly string[], most = 12): string =>
  all.length > most ? `${all.slice(0, most).join(' ')} …` : all.join(' ') || 'nothing';

test('what a Resource calls', () =>
  expectAnswers(path.join(__dirname, 'tables/called.txt'), (resource) => {
    const called = calledOperation(parseResource(`arn:aws:states:::${resource}`), catalogue);
    if (!called) return 'nothing that is known';
    const { service, operation, input, output, isOwn, isSdk } = called;
    // `*` must be there, `{}` may be JSON, `""` may be a text alone, `~` clients make it themselves.
    const written = (shape: StructureShape | undefined): string =>
      !shape
        ? 'something else'
        : few(
            membersInOrder(shape).map(({ name, required, type }) =>
              [
                writtenMember(called, name),
                required && '*',
                takesJson(called, name) && '{}',
                type.kind === 'map' && takesPlainText('x', type.values, called) && '""',
                madeBySdk(name) && '~',
              ]
                .filter(Boolean)
                .join(''),
            ),
          );
    return [
      `${callName(called)}, ${operation.name} of ${service.name}${isSdk ? ' by the SDK' : ''}${isOwn ? ', of its own' : ''}`,
      `takes ${written(input)}`,
      `gives ${written(output)}`,
      `raises ${few(errorsOf(called), 4)}`,
      `is ${integrationOf(service.name, resource.replace(/[.].*/, '').split(':').at(-1)!) ?? 'no integration'}`,
    ].join('; ');
  }));

test('nothing is called where there is no catalogue, or by what is no integration', () => {
  const resources = ['arn:aws:states:::sqs:sendMessage', 'arn:aws:lambda:us-east-1:123456789012:function:f'];
  expect(calledOperation(parseResource(resources[0]!), undefined)).toBeUndefined();
  expect(calledOperation(parseResource(resources[1]!), catalogue)).toBeUndefined();
  expect(calledOperation(undefined, catalogue)).toBeUndefined();
});

test('actions are written as definitions have them', () =>
  expect(actionsOf(catalogue.table('sqs')!)).toEqual(expect.arrayContaining(['sendMessage', 'createQueue'])));

const member = (name: string, type: Shape, required = false): [string, Member] => [
  name,
  { name, type, required } as Member,
];
const structure = (members: readonly [string, Member][], union = false): StructureShape => ({
  kind: 'structure',
  members: new Map(members),
  union,
});
const STRING: Shape = { kind: 'string' };

test.each([
  ['DBName', 'DBName'],
  ['dbname', 'DBName'],
  ['DbName', 'DBName'],
  ['x-amz-date', 'xAmzDate'],
  ['NULL', 'NULL'],
  ['Nul', 'NULL'],
  ['Nothing', undefined],
])('the member %s is %s', (name, expected) => {
  const shape = structure([member('DBName', STRING), member('xAmzDate', STRING), member('NULL', STRING)]);
  // The second time it is known.
  for (let time = 0; time < 2; time++) expect(memberNamed(shape, name)?.name).toBe(expected);
});

const deep = (levels: number): Shape => (levels === 0 ? STRING : structure([member('a', deep(levels - 1))]));
const lists = (levels: number): Shape => (levels === 0 ? STRING : { kind: 'list', of: lists(levels - 1) });
const maps = (levels: number): Shape =>
  levels === 0 ? STRING : { kind: 'map', keys: STRING, values: maps(levels - 1) };

test.each<[what: string, shape: Shape | undefined, sample: unknown]>([
  ['nothing', undefined, {}],
  ['any document', { kind: 'document' }, {}],
  ['texts', STRING, 'text'],
  ['bytes', { kind: 'blob' }, 'text'],
  ['a flag', { kind: 'boolean' }, true],
  ['a time', { kind: 'timestamp' } as Shape, '2026-01-01T00:00:00Z'],
  ['a number', { kind: 'long' }, 0],
  ['one of several words', { kind: 'enum', values: ['A', 'B'] } as Shape, 'A'],
  ['one of no words', { kind: 'enum', values: [] } as Shape, ''],
  ['one of several members', structure([member('a', STRING), member('b', STRING)], true), { a: 'text' }],
  [
    'many members',
    structure([...'abcdefghij'].map((name) => member(name, STRING))),
    Object.fromEntries([...'abcdefgh'].map((name) => [name, 'text'])),
  ],
  [
    'what asks for more',
    structure(
      ['NextToken', 'nextPageMarker', 'NextKey', 'Marker', 'Position', 'ContinuationToken', 'PaginationToken']
        .concat(['LastEvaluatedKey', 'IsTruncated', 'HasMoreStreams', 'Next', 'MarkerName', 'aPosition'])
        .map((name) => member(name, STRING)),
    ),
    { Next: 'text', MarkerName: 'text', aPosition: 'text' },
  ],
  ['the same below', structure([member('a', structure([member('Marker', STRING)]))]), { a: { Marker: 'text' } }],
  ['structures', deep(6), { a: { a: { a: { a: {} } } } }],
  ['lists', lists(6), [[[[[]]]]]],
  ['maps', maps(6), { key: { key: { key: { key: {} } } } }],
])('a sample of %s', (_what, shape, sample) => expect(sampleOutput(shape)).toEqual(sample));

test('an action asks for what its API asks for, unless its page knows another way', () => {
  const differing = INTEGRATIONS.flatMap(({ service, action, required }) => {
    const called = calledOperation(parseResource(`arn:aws:states:::${service}:${action}`), catalogue);
    const members = [...(called?.input?.members.values() ?? [])];
    if (!called?.input || called.isOwn) return [];
    const asked = members.filter((each) => each.required).map(({ name }) => writtenMember(called, name));
    const [ours, theirs] = [required.map(String), asked.filter((name) => !madeBySdk(name))].map((names) =>
      names.sort(),
    );
    return String(ours) === String(theirs) ? [] : [`${service}:${action} ${ours!.join(' ')}`];
  });
  expect(differing).toEqual(['sns:publish Message TopicArn,TargetArn,PhoneNumber']);
});
