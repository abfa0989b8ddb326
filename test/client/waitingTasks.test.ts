/** A task that waits for its token: when the person is asked, what they may answer, and what becomes of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerWaitingTasks } from '../../client/waitingTasks';
import type { AdapterEvents } from '../../messages/debugClient';
import { CONTEXT_KEYS } from '../../client/contextKey';
import { clientContext, FakeSession } from './editor/context';
import { editor, settled } from './editor/editor';

type Task = AdapterEvents['stepwise.waits'];

const TASK: Task = {
  token: 'TOKEN-OF-THE-TASK',
  machine: 'Refund',
  state: 'Ask manager',
  resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  kind: 'lambda',
  input: '{"amount":700}',
  endpoint: 'http://127.0.0.1:1/secret',
  timeStandsStill: false,
};

let session: FakeSession;
let context: ReturnType<typeof clientContext>;

beforeEach(() => {
  editor.reset();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  session = new FakeSession();
  context = clientContext();
  registerWaitingTasks(context);
});
afterEach(() => {
  context.extension.subscriptions.forEach((each) => void each.dispose());
  vi.useRealTimers();
});

/** The task waits, and the person goes to answer it. */
async function wait(task: Partial<Task> = {}): Promise<void> {
  await session.tells('stepwise.waits', { ...TASK, ...task });
  void context.questions.ask();
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
  'succeeds after a mistake in the JSON, with all its digits': {
    answers: [/^Succeed/, '{"ok"', '{"n":12345678901234567890}'],
    sent: { kind: 'success', output: '{"n":12345678901234567890}' },
  },
  fails: {
    answers: [/^Fail/, '{"error":7}', '{"error":"Refused","cause":"Too late"}'],
    sent: { kind: 'failure', error: 'Refused', cause: 'Too late' },
  },
  'fails without a word': { answers: [/^Fail/, '{"error":"","cause":""}'], sent: { kind: 'failure' } },
  'goes back from a document and answers otherwise': {
    task: { heartbeatSeconds: 30 },
    answers: [/^Succeed/, undefined, /^Fail/, undefined, /heartbeat/],
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
      "copied: node /stepwise/dist/cli.js callback success --token TOKEN-OF-THE-TASK --output '{}'",
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
  const mentioned = (): string[] => editor.said.filter((line) => line.startsWith('information: '));

  it('opens nothing by itself, and is mentioned where nobody sees it', async () => {
    await session.tells('stepwise.waits', TASK);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(editor.said).toEqual(['information: "Ask manager" is waiting for its task token | Answer…']);
  });

  it('is not mentioned of a task that a handler answers at once, or that a view shows', async () => {
    await session.tells('stepwise.waits', TASK);
    await vi.advanceTimersByTimeAsync(600);
    await session.tells('stepwise.waitOver', { token: TASK.token } as never);
    await vi.advanceTimersByTimeAsync(10_000);
    context.questions.shownBy(() => true);
    await session.tells('stepwise.waits', TASK);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(mentioned()).toEqual([]);
  });

  it('is asked once, however often a person goes to it', async () => {
    editor.answers = [/^Succeed/];
    await wait();
    void context.questions.ask();
    await settled();
    expect(editor.said.filter((line) => line.startsWith('document')).length).toBe(1);
    expect(editor.said.filter((line) => line.startsWith('pick')).length).toBe(1);
  });

  it('is chosen where there are several', async () => {
    await session.tells('stepwise.waits', TASK);
    editor.answers = ['Ask owner', /^Succeed/, '1'];
    await wait({ token: 'OTHER', state: 'Ask owner' });
    expect(session.requests).toEqual([
      ['stepwise.answerTask', { token: 'OTHER', answer: { kind: 'success', output: '1' } }],
    ]);
  });

  it('says so where nothing waits', async () => {
    await context.questions.ask();
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
