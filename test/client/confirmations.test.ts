/** How often a person is asked in one session of the editor: the questions of runs, one after the other, and what is answered. */
import { afterEach, expect, test, vi } from 'vitest';
import type { ClientContext } from '../../client/clientContext';
import { registerConfirmations } from '../../client/confirmations';
import type { ConfirmedPermission } from '../../messages/debugClient';

interface Item {
  readonly title: string;
  readonly answer: string;
}
type Listener = (body: object, session: object) => Promise<void>;

const editor = vi.hoisted(() => ({
  listener: undefined as unknown,
  /** What the person chooses from the items that are shown, each time. */
  choose: (_items: readonly Item[]): Item | undefined => undefined,
  asked: 0,
}));

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text } }));
vi.mock('../../client/adapterEvents', () => ({
  onAdapterEvent: (_name: string, listener: unknown) => ((editor.listener = listener), { dispose: () => undefined }),
}));
vi.mock('../../client/window', () => ({
  window: {
    showWarningMessage: (_message: string, _options: object, ...items: readonly Item[]) => {
      editor.asked++;
      return Promise.resolve(editor.choose(items));
    },
  },
}));

afterEach(() => void (editor.asked = 0));

/** Asks each in turn. @returns the answers, and how often the person was asked */
async function answers(
  questions: readonly (readonly ConfirmedPermission[])[],
  choose: typeof editor.choose,
  ownWord: (origin: string) => string = () => 'no',
): Promise<[readonly string[], number]> {
  editor.choose = choose;
  const targets = { ownWord, wordsFor: () => Promise.resolve('the profile "p"') };
  registerConfirmations({ extension: { subscriptions: [] }, targets } as unknown as ClientContext);
  const given: string[] = [];
  const session = {
    customRequest: (_name: string, { answer }: { answer: string }) => Promise.resolve(void given.push(answer)),
  };
  for (const permissions of questions) {
    await (editor.listener as Listener)({ requestId: 1, question: { permissions } }, session);
  }
  return [given, editor.asked];
}

const aws = (profile: string, account: string, region: string): ConfirmedPermission => ({
  kind: 'aws',
  profile,
  account,
  region,
});
const prod = aws('prod', '1', 'eu-west-1');
const http: ConfirmedPermission = { kind: 'http', origin: 'https://api.example.com', writes: true };
const minio: ConfirmedPermission = { kind: 'endpoint', origin: 'http://minio.lan:9000' };
const once: typeof editor.choose = (items) => items.find(({ answer }) => answer === 'once');
const always: typeof editor.choose = (items) => items.find(({ answer }) => answer === 'always');

test.each<[string, readonly (readonly ConfirmedPermission[])[], typeof editor.choose, readonly string[], number]>([
  ['AWS is asked about once', [[prod], [prod], [prod]], once, ['once', 'once', 'once'], 1],
  ['another profile again', [[prod], [aws('dev', '1', 'eu-west-1')]], once, ['once', 'once'], 2],
  ['another account again', [[prod], [aws('prod', '2', 'eu-west-1')]], once, ['once', 'once'], 2],
  ['another region again', [[prod], [aws('prod', '1', 'us-east-1')]], once, ['once', 'once'], 2],
  ['what was refused again', [[prod], [prod]], () => undefined, ['no', 'no'], 2],
  ['what was allowed for good again, since it may be withdrawn', [[prod], [prod]], always, ['always', 'always'], 2],
  ['a host each time', [[http], [http]], once, ['once', 'once'], 2],
  ['a host beside AWS, too', [[prod], [prod, http]], once, ['once', 'once'], 2],
])('%s', async (_what, questions, choose, given, asked) =>
  expect(await answers(questions, choose)).toEqual([given, asked]),
);

test.each<[string, readonly ConfirmedPermission[], (origin: string) => string, string, number]>([
  ['an endpoint of the own settings, this time', [minio], () => 'once', 'once', 0],
  ['an endpoint of the own settings, for good', [minio], () => 'always', 'always', 0],
  ['an endpoint that is not of them', [minio], () => 'no', 'no', 1],
  ['an endpoint of them with something else', [minio, http], () => 'once', 'no', 1],
])('%s', async (_what, permissions, ownWord, answer, asked) =>
  expect(await answers([permissions], () => undefined, ownWord)).toEqual([[answer], asked]),
);

test('a dialog that cannot be shown is no consent', async () => {
  const fails = (): never => {
    throw new Error('no window');
  };
  expect(await answers([[prod]], fails)).toEqual([['no'], 1]);
});
