/** A task that waits for its token: when the person is asked, what they may answer, and what becomes of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WaitingTasks } from '../../client/waitingTasks';
import type { AdapterEvents } from '../../messages/debugClient';
import { CONTEXT_KEYS } from '../../client/contextKey';
import { FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';

type Task = AdapterEvents['stepwise.waits'];

const TASK: Task = {
  token: 'TOKEN-OF-THE-TASK',
  machine: 'Refund',
  state: 'Ask manager',
  resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  kind: 'lambda',
  input: { amount: 700 },
  endpoint: 'http://127.0.0.1:1/secret',
  timeStandsStill: false,
};

let session: FakeSession;
let tasks: WaitingTasks;

beforeEach(() => {
  editor.reset();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  session = new FakeSession();
  tasks = new WaitingTasks('/stepwise/dist/cli.js');
});
afterEach(() => {
  tasks.dispose();
  vi.useRealTimers();
});

/** The person is asked once the task has waited for a while. */
async function wait(task: Partial<Task> = {}, milliseconds = 700): Promise<void> {
  await session.tells('stepwise.waits', { ...TASK, ...task });
  await vi.advanceTimersByTimeAsync(milliseconds);
  await settled();
}

const waits = (): unknown => editor.context.get(CONTEXT_KEYS.taskWaits);
const shown = (): string | undefined =>
  (editor.statusBarItems[0] as unknown as { isShown: boolean }).isShown ? editor.statusBarItems[0]!.text : undefined;

interface Answered {
  readonly task?: Partial<Task>;
  readonly answers: readonly (string | RegExp | undefined)[];
  readonly sent: unknown;
}

const ANSWERS: Record<string, Answered> = {
  succeeds: { answers: [/^Succeed/, '{"ok":true}'], sent: { kind: 'success', output: '{"ok":true}' } },
  'succeeds after a mistake in the JSON': {
    answers: [/^Succeed/, '{"ok"', '{}'],
    sent: { kind: 'success', output: '{}' },
  },
  fails: { answers: [/^Fail/, 'Refused', 'Too late'], sent: { kind: 'failure', error: 'Refused', cause: 'Too late' } },
  'fails without a word': { answers: [/^Fail/, '', ''], sent: { kind: 'failure' } },
  'goes back from a box and answers otherwise': {
    task: { heartbeatSeconds: 30 },
    answers: [/^Succeed/, undefined, /^Fail/, 'Refused', undefined, /heartbeat/],
    sent: { kind: 'heartbeat' },
  },
  'lets virtual time pass': {
    task: { timeStandsStill: true, timeoutSeconds: 60 },
    answers: [/^Let time pass/],
    sent: { kind: 'letTimePass' },
  },
  'keeps waiting': { answers: [/^Keep/], sent: undefined },
  'turns away': { answers: [], sent: undefined },
};

describe('the person', () => {
  it.each(Object.entries(ANSWERS))('%s', async (_, { task, answers, sent }) => {
    editor.answers = [...answers];
    await wait(task);
    const expected = sent === undefined ? [] : [['stepwise.answerTask', { token: TASK.token, answer: sent }]];
    expect(session.requests).toEqual(expected);
    expect(editor.answers).toEqual([]);
  });

  it('copies the command for a terminal', async () => {
    editor.answers = [/^Copy/];
    await wait();
    expect(editor.said).toContain(
      'copied: node "/stepwise/dist/cli.js" callback success --token TOKEN-OF-THE-TASK --output "{}"',
    );
    expect(session.requests).toEqual([]);
  });

  it.each([
    ['no heartbeat without HeartbeatSeconds', { timeStandsStill: true, timeoutSeconds: 60 }, /heartbeat/i],
    ['no passing of time that does not stand still', { timeoutSeconds: 60 }, /Let time pass/],
    ['no passing of time without a limit', { timeStandsStill: true }, /Let time pass/],
  ])('is offered %s', async (_, task, absent) => {
    await wait(task);
    expect(editor.said.filter((line) => line.startsWith('pick:'))).toEqual([expect.not.stringMatching(absent)]);
  });

  it('is told why an answer did not count', async () => {
    session.refusal = 'the task has ended';
    editor.answers = [/^Succeed/, '{}'];
    await wait();
    expect(editor.said.at(-1)).toMatch(/^warning: .*Ask manager.*the task has ended/);
  });
});

describe('a question', () => {
  it('is not asked of a task that a handler answers at once', async () => {
    await wait({}, 600);
    await session.tells('stepwise.waitOver', { token: TASK.token } as never);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(editor.said).toEqual([]);
  });

  it('comes one after the other', async () => {
    editor.answers = [/^Keep/, /^Keep/];
    await session.tells('stepwise.waits', TASK);
    await wait({ token: 'OTHER', state: 'Ask owner' });
    await settled();
    expect(editor.said.map((line) => /"(Ask \w+)"/.exec(line)?.[1])).toEqual(['Ask manager', 'Ask owner']);
  });

  it('can be called back by the command, which asks which of several', async () => {
    await wait();
    await wait({ token: 'OTHER', state: 'Ask owner' });
    editor.answers = ['Ask owner', /^Succeed/, '1'];
    await tasks.answer();
    expect(session.requests).toEqual([
      ['stepwise.answerTask', { token: 'OTHER', answer: { kind: 'success', output: '1' } }],
    ]);
  });

  it('says so where nothing waits', async () => {
    await tasks.answer();
    expect(editor.said).toEqual([expect.stringMatching(/^information: /)]);
  });
});

describe('the status bar', () => {
  it('shows what waits for as long as it waits', async () => {
    expect([shown(), waits()]).toEqual([undefined, undefined]);
    await wait();
    expect([shown(), waits()]).toEqual([expect.stringContaining('Ask manager'), true]);
    await wait({ token: 'OTHER', state: 'Ask owner' });
    expect(shown()).toContain('2 tasks');
    await session.tells('stepwise.waitOver', { token: TASK.token } as never);
    expect(shown()).toContain('Ask owner');
    await session.ends();
    expect([shown(), waits()]).toEqual([undefined, false]);
  });

  it('keeps what another session waits for', async () => {
    await wait();
    await new FakeSession('another').ends();
    expect(waits()).toBe(true);
  });
});
