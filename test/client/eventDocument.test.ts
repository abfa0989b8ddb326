/** An event as a document: what stands above it, what can be done with its text, and how it runs then. */
import { describe, expect, test } from 'vitest';
import type { EventText } from '../../client/events/choice';
import { editEvent } from '../../client/events/eventDocument';
import type { JsonDocuments, JsonRequest } from '../../client/jsonDocuments';

const TOKEN = 'Bearer abcdefghijklmnop';

/** What is asked of the documents, and how the run begins where a person hands the text over. */
async function asked(event: EventText, noDebug: boolean, answer?: { readonly text: string; readonly keep: boolean }) {
  const saved: unknown[] = [];
  const requests: JsonRequest[] = [];
  const documents = {
    ask: (request: JsonRequest) => {
      requests.push(request);
      return Promise.resolve(answer && { ...answer, value: undefined });
    },
  } as unknown as JsonDocuments;
  const save = (...all: unknown[]): Promise<void> => Promise.resolve(void saved.push(all));
  const started = await editEvent(documents, { event, name: 'charge', noDebug, save });
  return { request: requests[0]!, saved, started };
}

describe('the lines above an event', () => {
  test.each([
    [true, ['Run', 'play', 'Debug', 'debug-alt']],
    [false, ['Debug', 'debug-alt', 'Run', 'play']],
  ])('begin with what was asked for: %s', async (noDebug, lines) => {
    const { request } = await asked({ text: '{"a":1}', source: 'sqs' }, noDebug);
    const { name, text, folder, action, icon, keepAction, keepIcon } = request;
    expect([action, icon, keepAction, keepIcon]).toEqual(lines);
    expect({ name, text, folder }).toEqual({ name: 'Event of charge', text: '{\n  "a": 1\n}', folder: 'sqs' });
  });

  test('offer new values where they are not a person’s own', async () => {
    const titles = async (event: EventText): Promise<string[]> =>
      (await asked(event, true)).request.others!.map(({ icon, title }) => `${icon} ${title}`);
    const always = ['save Save to events/…', 'eye-closed Mask tokens, ARNs and addresses'];
    expect(await titles({ text: '{}' })).toEqual(always);
    expect(await titles({ text: '{}', renew: () => Promise.resolve('1') })).toEqual(['refresh New values', ...always]);
  });
});

test('an event is renewed, saved and masked as it stands', async () => {
  const { request, saved } = await asked({ text: '{}', source: 's3', renew: () => Promise.resolve('[1]') }, true);
  const [renew, save, mask] = request.others!;
  expect(await renew!.act('{}')).toBe('[1]');
  expect(await save!.act('{"b":2}')).toBeUndefined();
  expect(saved).toEqual([['{"b":2}', 's3']]);
  const text = JSON.stringify({ authorization: TOKEN });
  expect([mask!.isOffered!(text), mask!.isOffered!('{}'), await mask!.act(text)]).toEqual([
    true,
    false,
    expect.not.stringContaining(TOKEN),
  ]);
});

test('what is written in it is kept', async () => {
  const kept: string[] = [];
  const { request } = await asked({ text: '{}', keep: (text) => kept.push(text) }, true);
  request.changed!('[2]');
  expect(kept).toEqual(['[2]']);
});

test.each([
  [true, false, true],
  [true, true, false],
  [false, false, false],
  [false, true, true],
])('asked to run without debugging (%s), by the second line (%s): %s', async (noDebug, keep, runsSo) => {
  const { started } = await asked({ text: '{}' }, noDebug, { text: '[3]', keep });
  expect(started).toEqual({ text: '[3]', noDebug: runsSo });
});

test('an event that is closed starts nothing', async () =>
  expect((await asked({ text: '{}' }, true)).started).toBeUndefined());
