/** What a run asks before something leaves: whether the person is asked at all, and what the run hears. */
import { beforeEach, describe, expect, it } from 'vitest';
import { registerConfirmations } from '../../client/confirmations';
import type { ConfirmedPermission } from '../../messages/debugClient';
import { SETTINGS } from '../../client/settings/table';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';

let session: FakeSession;

beforeEach(() => {
  editor.reset();
  registerConfirmations(clientContext());
  session = new FakeSession();
});

/** What the run hears, and how often the person was asked. */
async function ask(...permissions: ConfirmedPermission[]): Promise<string> {
  editor.said = [];
  session.requests.length = 0;
  await session.tells('stepwise.confirm', { requestId: 3, question: { permissions } });
  const [[name, body]] = session.requests as [[string, { requestId: number; answer: string }]];
  expect([name, body.requestId]).toEqual(['stepwise.confirmed', 3]);
  return `${editor.said.length === 0 ? 'unasked' : 'asked'}: ${body.answer}`;
}

const AWS = { kind: 'aws', profile: 'dev', region: 'eu-west-1' } as const;
const ENDPOINT = { kind: 'endpoint', origin: 'http://box.test:4566' } as const;

describe('AWS', () => {
  it('is asked about once for each account and region', async () => {
    editor.answers = [/^Call AWS/, /^Call AWS/];
    expect(await ask(AWS)).toBe('asked: once');
    expect(await ask(AWS)).toBe('unasked: once');
    expect(await ask({ ...AWS, region: 'us-east-1' })).toBe('asked: once');
    expect(await ask({ ...AWS, profile: 'live' })).toBe('asked: no');
    expect(await ask({ ...AWS, profile: 'live' })).toBe('asked: no');
  });

  it('is asked about again together with something else', async () => {
    editor.answers = [/^Call AWS/, /^Call AWS/];
    await ask(AWS);
    expect(await ask(AWS, ENDPOINT)).toBe('asked: once');
  });

  it('that is allowed for good is left to the run, which keeps it', async () => {
    editor.answers = [/^Always/];
    expect(await ask(AWS)).toBe('asked: always');
    expect(await ask(AWS)).toBe('asked: no');
  });
});

describe('an endpoint', () => {
  it('of the settings of the user is their own word', async () => {
    editor.settings.set(SETTINGS.awsEndpoint.id, ENDPOINT.origin);
    expect(await ask(ENDPOINT)).toBe('unasked: once');
    expect(await ask(ENDPOINT, { ...ENDPOINT, origin: 'http://other.test' })).toBe('asked: no');
  });

  it('of a folder is asked about', async () => {
    editor.settings.set(SETTINGS.awsEndpoint.id, ENDPOINT.origin, 'workspaceValue');
    expect(await ask(ENDPOINT)).toBe('asked: no');
  });
});

it('hears no where the dialog cannot be shown', async () => {
  editor.answers = new Proxy([], { get: () => { throw new Error('no window'); } }); // prettier-ignore
  expect(await ask(AWS)).toBe('asked: no');
});
