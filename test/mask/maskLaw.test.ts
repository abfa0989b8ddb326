/** The law of masks: no text of a masked value is in any byte of a history, at any moment of its run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HistoryEvent, RunEvent } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { maskedHistoryText, readMask } from '../../core/mask';
import { HistoryFile, HistoryKeeper } from '../../run';
import fc from '../harness/properties';
import { temporaryFolder } from '../harness/temporaryFolder';
import { run, World } from '../interpreter/resumable';

const { mask } = readMask(['secret', '*token*', '$..card.number']);
const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };

/** Carries its input about: under other names, in sentences, as text of JSON in text of JSON, in errors, to children. */
const MACHINE = {
  StartAt: 'Rename',
  States: {
    Rename: { Type: 'Pass', Parameters: { 'moved.$': '$.data', 'kept.$': '$' }, ResultPath: '$.renamed', Next: 'Tell' },
    Tell: {
      Type: 'Pass',
      Parameters: { 'text.$': "States.Format('of {}', States.JsonToString($.data))" },
      ResultPath: '$.told',
      Assign: { 'kept.$': '$' },
      Next: 'Nest',
    },
    Nest: {
      Type: 'Pass',
      Parameters: { 'body.$': 'States.JsonToString(States.Array(States.JsonToString($)))', items: [1, 2] },
      Next: 'Call',
    },
    Call: {
      ...TASK,
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: 'Each' }],
      ResultPath: '$.answer',
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Work',
        States: { Work: { ...TASK, End: true } },
      },
      End: true,
    },
  },
} as unknown as Json;

/** Found nowhere else in a history, whatever else it holds. */
const secretText = fc
  .tuple(
    fc.constantFrom('', '"', '\\', 'é', '東', '\n', ' ', '😀', '/'),
    fc.stringMatching(/^[G-Z]{6,12}$/),
    fc.string(),
  )
  .map(([odd, core, rest]) => `${core}${odd}${rest}`);
const leaf = fc.oneof(secretText, fc.integer({ min: 710_000_000, max: 719_999_999 }));
const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.record({ inner: leaf }));

/** Where a masked value may stand, at once or not before a later state. */
const place = fc.constantFrom<(hidden: Json) => Json>(
  (hidden) => ({ secret: hidden }),
  (hidden) => ({ deep: [{ Token: hidden }] }),
  (hidden) => ({ card: { number: hidden }, also: hidden }),
  (hidden) => ({ json: JSON.stringify({ again: JSON.stringify({ accessToken: hidden }) }) }),
);

function leavesOf(hidden: Json): string[] {
  if (typeof hidden !== 'object' || hidden === null) return [String(hidden)];
  return Object.values(hidden).flatMap(leavesOf);
}

const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The masked values that a file's text holds, in whatever spelling. */
function found(text: string, hidden: Json): string[] {
  return leavesOf(hidden).filter((secret) => {
    const spelled = [secret];
    for (let depth = 0; depth < 5; depth++) spelled.push(JSON.stringify(spelled.at(-1)).slice(1, -1));
    return [...spelled, ...spelled.map(ascii)].some((each) => text.includes(each));
  });
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no masked value is in any byte of a history, whenever its run is killed', async () => {
  // On a busy machine lines are written later, so that looking at them takes less of it; here each is there at once.
  vi.spyOn(performance, 'now').mockReturnValue(0);
  onTestFinished(() => void vi.restoreAllMocks());
  await fc.assert(
    fc.asyncProperty(value, place, fc.boolean(), fc.boolean(), async (hidden, put, isLate, fails) => {
      // Late: the handler gives it back under its masked name, after it went about under another.
      const input = isLate ? { data: { plain: hidden } } : { data: put(hidden) };
      const answer = { ...(put(hidden) as object), é: `${JSON.stringify(hidden)} …` };
      const world = new World(({ state }) =>
        state.name === 'Call' && fails
          ? { error: 'Boom', cause: `${ascii(JSON.stringify({ plain: hidden }))} and more` }
          : { output: state.name === 'Call' ? answer : put(hidden) },
      );
      const { all, result } = await run({ machine: MACHINE, input: input as Json, world });
      expect(result.status).toBe('SUCCEEDED');
      const file = path.join(temporaryFolder({}), 'h.json');
      const history = new HistoryFile(file, { mask, now: () => 0 });
      history.executionArn = 'arn:aws:states:us-east-1:123456789012:execution:Machine:run';
      /** Before it was seen under a masked name, nobody can know it. */
      let known = false;
      let told = 0;
      for (const event of all) {
        history.add(event);
        await turn();
        known ||= isKnown(event, hidden, put);
        told += event.kind === 'note' ? 0 : 1;
        if (told === 0) continue;
        const lines = readFileSync(file, 'utf8');
        // The first one names the execution and the masks.
        expect(lines.split('\n')).toHaveLength(1 + told + 1);
        if (known) expect(found(lines, hidden)).toEqual([]);
      }
      expect(history.close()).toEqual({ form: 'document' });
      if (!known) return;
      const text = readFileSync(file, 'utf8');
      expect(found(text, hidden)).toEqual([]);
      expect(JSON.parse(text)).toMatchObject({ masked: mask.entries });
      expect(found(maskedHistoryText(JSON.stringify(whole(all)), mask)!, hidden)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

/** Whether this event shows the value where it is masked: as it was put, in JSON or in JSON of a text. */
function isKnown(event: RunEvent, hidden: Json, put: (hidden: Json) => Json): boolean {
  if (event.kind === 'note') return false;
  const text = JSON.stringify(put(hidden)).slice(1, -1);
  let spelled = text;
  const events = JSON.stringify(event.event satisfies HistoryEvent);
  for (let depth = 0; depth < 5; depth++) {
    if (events.includes(spelled)) return true;
    spelled = JSON.stringify(spelled).slice(1, -1);
  }
  return false;
}

function whole(events: readonly RunEvent[]): object {
  const keeper = new HistoryKeeper();
  for (const event of events) keeper.add(event);
  return keeper.saved;
}
