import { describe, expect, test } from 'vitest';
import { check, checkOnly, holding } from './check';
import type { CliCase } from './check';

const http = { kind: 'http', origin: 'https://api.example.com', writes: true };
const key = { kind: 'secret', name: 'KEY', origin: 'https://api.example.com' };
const kept: CliCase = { consents: () => ({ '/home/me/shop': [http, key], '/home/me/other': [http] }) };
const LIST = `/home/me/shop
  ID  api.example.com: requests with any method
  ID  api.example.com: the variable KEY
/home/me/other
  ID  api.example.com: requests with any method
`;

const withoutIds = (text: string): string => text.replace(/^ {2}[0-9a-f]{8} /gm, '  ID ');
const idsOf = (text: string): string[] => [...text.matchAll(/^ {2}([0-9a-f]{8}) /gm)].map(([, id]) => id!);

test('what was allowed is shown folder by folder', async () => {
  const { out } = await check(['consents'], kept, { code: 0, error: '' });
  expect(withoutIds(out)).toBe(LIST);
  expect(new Set(idsOf(out)).size).toBe(3);
  const { out: json } = await check(['consents', '--format', 'json'], kept, { code: 0 });
  const listed = JSON.parse(json) as { id: string; folder: string; words: string }[];
  expect(listed.map(({ id }) => id)).toEqual(idsOf(out));
  expect(listed[1]).toMatchObject({
    folder: '/home/me/shop',
    permission: key,
    words: 'api.example.com: the variable KEY',
  });
});

test('nothing allowed is said', () =>
  checkOnly(['consents'], {}, { code: 0, out: '', error: 'You have allowed nothing.\n' }));

test('one is withdrawn, the others stay', async () => {
  const { out, consentFile } = await check(['consents'], kept, {});
  const again = { consentFile };
  await check(['consents', 'withdraw', idsOf(out)[1]!], again, { code: 0, out: '', error: '' });
  const { out: left } = await check(['consents'], again, {});
  expect(withoutIds(left)).toBe(LIST.replace('  ID  api.example.com: the variable KEY\n', ''));
});

describe('in a terminal', () => {
  test.each<[readonly string[], readonly string[]]>([
    [
      ['--host', 'api.example.com'],
      ['api.example.com: requests with any method', 'api.example.com: AWS calls, in place of AWS'],
    ],
    [
      ['--host', 'http://minio.lan:9000', '--env', 'KEY', '--connection', 'shop'],
      [
        'http://minio.lan:9000: requests with any method',
        'http://minio.lan:9000: AWS calls, in place of AWS',
        'http://minio.lan:9000: the variable KEY',
        'http://minio.lan:9000: what the connection "shop" holds',
      ],
    ],
    [['--aws', 'prod', '--region', 'eu-west-1'], ['AWS: calls with the profile "prod", in eu-west-1']],
  ])('%j is allowed to the folder, and told', async (options, words) => {
    const { consentFile, error } = await check(['consents', 'allow', ...options], {}, { code: 0, out: '' });
    expect(error).toBe(`Allowed to .:\n${words.map((each) => `  ${each}\n`).join('')}`);
    const { out } = await check(['consents'], { consentFile }, {});
    expect(withoutIds(out).split('\n').slice(1, -1)).toEqual(words.map((each) => `  ID  ${each}`));
  });

  test.each<[readonly string[], string]>([
    [['allow'], 'Say what to allow'],
    [['allow', '--env', 'KEY'], 'need --host HOST'],
    [['allow', '--host', 'https://api.example.com/x'], '--host must be a host such as'],
    [['allow', '--host', 'ftp://api.example.com'], '--host must be a host such as'],
    [['allow', '--host', 'me:pw@api.example.com'], '--host must be a host such as'],
    [['allow', 'api.example.com'], 'Unexpected argument "api.example.com": allow takes only options.'],
    [['withdraw'], 'Name what to withdraw'],
    [['withdraw', 'ffffffff'], 'There is no consent ffffffff'],
    [['list'], 'The action must be "allow" or "withdraw", not "list"'],
  ])('%j is refused with a sentence', (args, words) =>
    checkOnly(['consents', ...args], kept, { code: 2, out: '', error: holding(words) }),
  );
});

test('a file that cannot be trusted is named', () =>
  checkOnly(
    ['consents'],
    { consents: () => [] },
    { code: 2, error: holding('consents.json was not written by Stepwise, so nothing in it counts as allowed') },
  ));
