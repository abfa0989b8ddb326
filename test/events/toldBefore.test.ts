/** What is said of an event that somebody has written as one of a source, before the handler has it. */
import { expect, test } from 'vitest';
import { EVENT_SOURCES, makeEvent, toldBefore } from '../../events';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';

const HEAD = 'The event is not as AWS sends it (SQS: messages of a queue), at ';

function edited(change: (record: { [name: string]: Json }) => void): Json {
  const source = EVENT_SOURCES.find(({ name }) => name === 'sqs')!;
  const made = makeEvent(source, {}, { seed: 1, now: 0 });
  if ('problem' in made) throw new Error(made.problem);
  const event = structuredClone(made.event) as JsonObject;
  const [record] = event['Records'] as Json[];
  if (!isJsonObject(record)) throw new Error('no record');
  change(record as { [name: string]: Json });
  return event;
}

test.each<[string, Json, readonly string[]]>([
  ['nothing of one as AWS sends it', edited(() => {}), []],
  ['nothing of what a program of theirs writes', edited((record) => (record['body'] = '{"total":5}')), []],
  ['the place', edited((record) => (record['body'] = 5)), [`${HEAD}$.Records[0].body: This must be a text.`]],
  [
    'one place, and how many more',
    edited((record) => {
      record['body'] = 5;
      record['messageId'] = null;
      delete record['md5OfBody'];
      delete record['receiptHandle'];
    }),
    [
      `${HEAD}$.Records[0]: These members are missing, and AWS always sends them: receiptHandle, md5OfBody. ` +
        `Other mistakes in it: 2.`,
    ],
  ],
  ['what it is all wrong in', 'Records', [`${HEAD}$: This must be an object.`]],
])('tells %s', (_, event, expected) => {
  expect(toldBefore(event, 'sqs', { isWritten: true })).toEqual(expected);
  // Files of a project may be parts of one, for a handler that needs no more.
  expect(toldBefore(event, 'sqs', {})).toEqual([]);
});

test('holds what a machine passes against nothing', () =>
  expect(toldBefore({ any: 1 }, 'step-functions-task', { isWritten: true })).toEqual([]));
