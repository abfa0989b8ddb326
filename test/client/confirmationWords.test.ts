/** The questions, read aloud: who wants to send what where. */
import { expect, test, vi } from 'vitest';
import { confirmationWords } from '../../client/confirmationWords';
import type { Confirmation } from '../../messages/debugClient';

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: unknown[]) =>
      text.replace(/\{(\d)\}/g, (_all, index) => String(values[Number(index)])),
  },
}));

const origin = 'https://api.example.com';
const http = { kind: 'http', origin, writes: true } as const;
const shop = { kind: 'connection', name: 'shop', origin } as const;
const key = { kind: 'secret', name: 'PAYMENTS_KEY', origin } as const;
const request = { method: 'POST', url: `${origin}/charges` };
const withdrawal = 'To withdraw this, use "Stepwise: Review What You Have Allowed".';

test.each<[Confirmation, string, string, readonly string[]]>([
  [
    { permissions: [http, shop, key], state: 'Charge', request },
    '"Charge" wants to send POST requests to api.example.com, with PAYMENTS_KEY from your environment.',
    `The request: POST https://api.example.com/charges
It includes what .vscode/stepwise.json has for the connection "shop".
It includes your environment variable PAYMENTS_KEY.

You allow requests with any method to this host. You will be asked again for another host, connection or variable. ${withdrawal}`,
    ['Send in This Run', 'Always for This Folder', 'Answer by Hand'],
  ],
  [
    { permissions: [{ ...http, writes: false }], state: 'Look', request: { method: 'GET', url: `${origin}/` } },
    '"Look" wants to send GET requests to api.example.com.',
    `The request: GET https://api.example.com/

You allow only requests that read (GET, HEAD, OPTIONS) to this host. You will be asked again for another host, connection or variable. ${withdrawal}`,
    ['Send in This Run', 'Always for This Folder', 'Answer by Hand'],
  ],
  [
    { permissions: [key], state: 'Charge', request },
    '"Charge" wants to send PAYMENTS_KEY from your environment to api.example.com.',
    `The request: POST https://api.example.com/charges
It includes your environment variable PAYMENTS_KEY.

You will be asked again for another host, connection or variable. ${withdrawal}`,
    ['Send in This Run', 'Always for This Folder', 'Answer by Hand'],
  ],
  [
    { permissions: [shop], state: 'Charge', request },
    '"Charge" wants to send the contents of the connection "shop" to api.example.com.',
    `The request: POST https://api.example.com/charges
It includes what .vscode/stepwise.json has for the connection "shop".

You will be asked again for another host, connection or variable. ${withdrawal}`,
    ['Send in This Run', 'Always for This Folder', 'Answer by Hand'],
  ],
  [
    { permissions: [{ kind: 'endpoint', origin: 'http://minio.lan:9000' }], state: 'Store' },
    '"Store" wants to send its AWS call to http://minio.lan:9000.',
    `.vscode/stepwise.json sets this as the endpoint of the service.

You will be asked again for another host. ${withdrawal}`,
    ['Send in This Run', 'Always for This Folder', 'Answer by Hand'],
  ],
  [
    {
      permissions: [
        { kind: 'endpoint', origin: 'http://minio.lan:9000' },
        { kind: 'endpoint', origin },
      ],
    },
    'Handlers and tasks of this run want to send their AWS calls to http://minio.lan:9000, api.example.com.',
    `The settings or the launch configuration set this as the AWS target.

You will be asked again for another host. ${withdrawal}`,
    ['Send in This Run', 'Always for This Folder', 'Do Not Run'],
  ],
  [
    { permissions: [{ kind: 'aws', profile: 'prod', region: 'eu-west-1' }] },
    'Handlers and tasks of this run will call AWS with the account.',
    'What they create, change and delete there is real. "Call AWS" applies until this editor closes. You will be asked again for another profile, account or region.',
    ['Call AWS', 'Always for This Folder', 'Do Not Run'],
  ],
  [
    { permissions: [{ kind: 'aws', region: 'eu-west-1' }] },
    'Handlers and tasks of this run will call AWS with the account.',
    'What they create, change and delete there is real. "Call AWS" applies until this editor closes. You will be asked again for another profile, account or region.',
    ['Call AWS', 'Do Not Run'],
  ],
  [
    { permissions: [{ kind: 'install', client: '@aws-sdk/client-sqs' }], folder: '/f', day: '2026-11-07' },
    'This project does not have @aws-sdk/client-sqs. Install it for Stepwise?',
    'npm installs the version of 2026-11-07 with its dependencies into /f, without running their scripts. Your project does not change.',
    ['Install', 'Not Now'],
  ],
  [
    { permissions: [{ kind: 'install', client: 'boto3' }], folder: '/f', day: '2026-11-07' },
    'This project does not have boto3. Install it for Stepwise?',
    'pip installs it with its dependencies into /f, without running their scripts. Your project does not change.',
    ['Install', 'Not Now'],
  ],
])('%j', (question, message, detail, titles) => {
  const words = confirmationWords(question, 'the account');
  expect(words).toMatchObject({ message, detail });
  expect([...words.answers.map(({ title }) => title), words.no]).toEqual(titles);
});

test.each([
  ['a\n\n\nb', '"a b" wants'],
  ['a\u202eb\u0000c', '"a b c" wants'],
  ['x'.repeat(1000), `"${'x'.repeat(80)}…" wants`],
])('the state %j does not hide the host', (state, words) => {
  const { message } = confirmationWords({ permissions: [http], state, request });
  expect(message).toContain(words);
  expect(message).toMatch(/to api\.example\.com\.$/);
});
