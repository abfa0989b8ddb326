/** What may leave this machine: who wants what × what was allowed → asked, refused or sent. No name is ever looked up. */
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  allowedByFlags,
  ConsentFile,
  Consents,
  flagsFor,
  originOf,
  permissionWords,
  refusal,
  targetPermissions,
} from '../../run';
import type { ConsentAnswer, ConsentQuestion, Permission } from '../../run';
import { isLocal } from '../../run/consent/origin';
import { covers, readPermission } from '../../run/consent/permission';
import fc from '../harness/properties';
import { temporaryFolder } from '../harness/temporaryFolder';

const API = 'https://api.example.com';
const http: Permission = { kind: 'http', origin: API, writes: true };
const reads: Permission = { kind: 'http', origin: API, writes: false };
const key: Permission = { kind: 'secret', name: 'PAYMENTS_KEY', origin: API };
const shop: Permission = { kind: 'connection', name: 'shop', origin: API };
const minio: Permission = { kind: 'endpoint', origin: 'http://minio.lan:9000' };
const client: Permission = { kind: 'install', client: '@aws-sdk/client-sqs' };
const prod: Permission = { kind: 'aws', profile: 'prod', account: '123456789012', region: 'eu-west-1' };
const ALL = [http, reads, key, shop, minio, client, prod];

const newFile = (text?: string): ConsentFile => {
  const folder = temporaryFolder(text === undefined ? {} : { 'home/consents.json': text });
  const file = path.join(folder, 'home', 'consents.json');
  // As a umask that lets the group write would make it.
  if (text !== undefined) chmodSync(file, 0o600);
  return new ConsentFile(file);
};

test.each<[string, boolean]>([
  ['http://localhost:4566', true],
  ['http://minio.localhost:9000', false],
  ['http://127.0.0.1', true],
  ['http://127.8.9.10:1', true],
  ['http://127.1', true],
  ['http://[::1]:8000', true],
  ['https://LOCALHOST', true],
  ['https://api.example.com', false],
  ['http://localhost.example.com', false],
  ['http://127.0.0.1.nip.io', false],
  ['http://notlocalhost', false],
  ['http://0.0.0.0:80', false],
  ['http://[::]', false],
  ['http://[::ffff:127.0.0.1]', false],
  ['http://192.168.0.1', false],
  ['http://169.254.169.254', false],
  ['http://host.docker.internal', false],
])('%s stays on this machine: %s', (url, local) => expect(isLocal(originOf(url)!)).toBe(local));

test.each(['localhost:4566', 'ftp://example.com', 'data:,x', 'file:///etc/passwd', '', 'http://'])(
  '%j is not a URL of HTTP',
  (url) => expect(originOf(url)).toBeUndefined(),
);

describe('what was allowed holds', () => {
  test('for itself, and writing for reading; for nothing else', () => {
    const held = ALL.flatMap((granted) =>
      ALL.filter((wanted) => wanted !== granted && covers(granted, wanted)).map((wanted) => [granted, wanted]),
    );
    expect(held).toEqual([[http, reads]]);
    expect(ALL.every((each) => covers(each, each))).toBe(true);
  });

  test.each<[Permission, object]>([
    [http, { origin: 'https://api.example.com:8443' }],
    [http, { origin: 'http://api.example.com' }],
    [http, { origin: 'https://api.example.org' }],
    [key, { name: 'GITHUB_TOKEN' }],
    [key, { origin: 'https://collect.example.org' }],
    [shop, { origin: 'https://collect.example.org' }],
    [prod, { region: 'us-east-1' }],
    [prod, { account: '210987654321' }],
    [prod, { account: undefined }],
    [prod, { profile: 'dev' }],
  ])('%j, and not with %j', (granted, other) => expect(covers(granted, { ...granted, ...other })).toBe(false));
});

describe('flags', () => {
  test.each<[Parameters<typeof allowedByFlags>[0], readonly Permission[]]>([
    [{}, []],
    [{ hosts: ['api.example.com'] }, [http, reads, shop]],
    [{ hosts: ['API.example.com:443'] }, [http, reads, shop]],
    [{ hosts: ['api.example.com:8443', 'example.com'] }, []],
    [{ hosts: ['minio.lan:9000'] }, [minio]],
    [{ hosts: ['minio.lan'] }, []],
    [{ variables: ['PAYMENTS_KEY'] }, [key]],
    [{ variables: ['payments_key'] }, []],
    [{ endpoint: 'http://minio.lan:9000/x' }, [minio]],
    [{ install: true }, [client]],
  ])('%j', (flags, allowed) => {
    const allows = allowedByFlags(flags);
    expect('problem' in allows ? allows : ALL.filter(allows)).toEqual(allowed);
  });

  test.each([
    [{ hosts: ['https://api.example.com'] }, '--allow-host must be a host such as'],
    [{ hosts: ['api.example.com/x'] }, 'not "api.example.com/x"'],
    [{ hosts: ['me@api.example.com'] }, '--allow-host'],
    [{ hosts: ['*'] }, '--allow-host'],
    [{ hosts: ['*.example.com'] }, '--allow-host'],
    [{ hosts: [''] }, '--allow-host'],
    [{ variables: ['A B'] }, '--allow-env must be the name of a variable'],
    [{ variables: ['*'] }, '--allow-env'],
  ])('%j is refused', (flags, words) =>
    expect(allowedByFlags(flags)).toEqual({ problem: expect.stringContaining(words) as string }),
  );

  test('that a refusal names allow what was refused', () => {
    const wanted = [http, shop, key];
    const [, host, , name] = flagsFor(wanted).split(' ');
    const allows = allowedByFlags({ hosts: [host!], variables: [name!] });
    expect(!('problem' in allows) && wanted.every(allows)).toBe(true);
  });
});

test.each<[readonly Permission[], string | undefined, string]>([
  [
    [http, shop, key],
    'Charge',
    'State "Charge" may not send data to api.example.com, with what the connection "shop" holds and PAYMENTS_KEY from your environment: you have not allowed it. In a terminal, allow it with --allow-host api.example.com --allow-env PAYMENTS_KEY.',
  ],
  [
    [key],
    'Charge',
    'State "Charge" may not send PAYMENTS_KEY from your environment to api.example.com: you have not allowed it. In a terminal, allow it with --allow-env PAYMENTS_KEY.',
  ],
  [
    [minio],
    undefined,
    'The run may not make its calls to AWS services at http://minio.lan:9000: you have not allowed it. In a terminal, allow it with --allow-host minio.lan:9000.',
  ],
  [
    [prod],
    undefined,
    'The run may not call AWS with the profile "prod" (account 123456789012), in eu-west-1: you have not allowed it.',
  ],
])('%j of %s is refused in words', (lacks, state, words) => expect(refusal(lacks, state)).toBe(words));

test.each<[Parameters<typeof targetPermissions>[0], unknown]>([
  [{ kind: 'mock' }, []],
  [{ kind: 'aws', profile: 'prod', region: 'eu-west-1' }, [prod]],
  [
    { kind: 'endpoint', url: 'http://minio.lan:9000/a', services: { s3: 'http://minio.lan:9000/b', sqs: API } },
    [minio, { kind: 'endpoint', origin: API }],
  ],
  [{ kind: 'endpoint', url: '', services: { sqs: 'foo://evil.example' } }, { problem: expect.any(String) }],
  [{ kind: 'endpoint', url: 1 } as never, { problem: expect.any(String) }],
  [{ kind: 'everything' } as never, { problem: expect.any(String) }],
  [null as never, { problem: expect.any(String) }],
])('the target %j wants %j', (target, wanted) => expect(targetPermissions(target, '123456789012')).toEqual(wanted));

describe('the file of the user', () => {
  test.skipIf(process.platform !== 'linux')('is closed once it is read, whatever it holds', () => {
    const open = (): number => readdirSync('/proc/self/fd').length;
    const files = [newFile(), newFile('{'), newFile('{"version":1,"folders":{}}')];
    const before = open();
    for (let times = 0; times < 20; times++) for (const file of files) file.of('/shop');
    expect(open()).toBeLessThan(before + 20);
  });

  test('keeps what was allowed, for one folder, by its real path, readable to nobody else', () => {
    const file = newFile();
    const folder = temporaryFolder({ 'real/x': '', 'other/x': '' });
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'));
    expect(file.add(path.join(folder, 'link'), [http, key])).toBeUndefined();
    expect(file.of(path.join(folder, 'real'))).toEqual([http, key]);
    expect(file.of(path.join(folder, 'link'))).toEqual([http, key]);
    expect(file.of(path.join(folder, 'other'))).toEqual([]);
    expect(statSync(file.file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file.file)).mode & 0o777).toBe(0o700);
  });

  test('gives back what was put in, whatever was withdrawn between', () => {
    const permission = fc.constantFrom(...ALL);
    const step = fc.record({
      folder: fc.constantFrom('/a', '/b', '/__proto__'),
      add: fc.array(permission, { minLength: 1, maxLength: 3 }),
      withdraw: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const file = newFile();
        const kept = new Map<string, Permission>();
        for (const { folder, add, withdraw } of steps) {
          expect(file.add(folder, add)).toBeUndefined();
          for (const each of add) kept.set(`${folder} ${JSON.stringify(each)}`, each);
          const grants = file.list();
          if ('problem' in grants) throw new Error(grants.problem);
          const gone = grants[withdraw];
          if (gone) {
            file.withdraw([gone.id]);
            for (const [name, each] of kept) {
              if (name.startsWith(`${gone.folder} `) && covers(gone.permission, each)) kept.delete(name);
            }
          }
          for (const [name, each] of kept) {
            const held = file.of(name.split(' ')[0]!);
            expect('problem' in held ? [] : held.filter((granted) => covers(granted, each))).not.toEqual([]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('is what it was where an edit fails', () => {
    const file = newFile(JSON.stringify({ version: 1, folders: { '/a': [http] } }));
    const before = readFileSync(file.file, 'utf8');
    const missing = new ConsentFile(path.join(file.file, 'below-a-file.json'));
    expect(missing.add('/a', [key])).toContain('cannot be written');
    expect(readFileSync(file.file, 'utf8')).toBe(before);
  });

  const granting = JSON.stringify({ version: 1, folders: { '/a': [http] } });
  test.each<[string, (file: string) => string | void]>([
    ['not JSON', (file) => writeFileSync(file, '{"version": 1, "fol')],
    ['of another shape', (file) => writeFileSync(file, '[{"kind":"http"}]')],
    ['of another version', (file) => writeFileSync(file, granting.replace('1', '2'))],
    ['written by others', (file) => chmodSync(file, 0o666)],
    ['larger than anybody allows', (file) => writeFileSync(file, granting.padEnd(1024 * 1024 + 1))],
    ['a folder', (file) => path.dirname(file)],
  ])('grants nothing where it is %s, is left as it is, and says so once', async (_what, spoil) => {
    const { file } = newFile(granting);
    const spoilt = spoil(file) ?? file;
    const before = readFileSync(file, 'utf8');
    const told: string[] = [];
    const consents = new Consents({
      folder: '/a',
      file: new ConsentFile(spoilt),
      ask: () => Promise.resolve('always'),
      tell: (sentence) => told.push(sentence),
    });
    expect(consents.missing([http])).toEqual([http]);
    expect(consents.missing([http])).toEqual([http]);
    expect(told).toEqual([expect.stringContaining('nothing in it counts as allowed')]);
    // What is allowed now holds for the run, and the person hears that it is not kept.
    expect(await consents.allows([http], {})).toBe('allowed');
    expect(told.slice(1)).toEqual([expect.stringContaining('applies only to this run')]);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test.each<[unknown, Permission | undefined]>([
    [{ ...http, more: 1 }, http],
    [
      { ...prod, profile: undefined },
      { kind: 'aws', account: '123456789012', region: 'eu-west-1' },
    ],
    [{ ...http, writes: 'yes' }, undefined],
    [{ ...http, origin: '*' }, undefined],
    [{ ...http, origin: `${API}/` }, undefined],
    [{ kind: 'secret', origin: API }, undefined],
    [{ kind: '__proto__' }, undefined],
    [null, undefined],
    ['http', undefined],
  ])('%j in it is read as %j', (written, read) => expect(readPermission(written)).toEqual(read));
});

describe('a run', () => {
  const asks = (...answers: ConsentAnswer[]) => {
    const questions: ConsentQuestion[] = [];
    const ask = (question: ConsentQuestion): Promise<ConsentAnswer> => {
      questions.push(question);
      return Promise.resolve(answers.shift() ?? 'no');
    };
    return { ask, questions };
  };

  test.each<
    [string, readonly Permission[], Partial<{ flags: readonly Permission[]; kept: readonly Permission[] }>, unknown]
  >([
    ['asks for all at once', [http, shop, key], {}, [http, shop, key]],
    ['asks for what its flags leave open', [http, key], { flags: [http] }, [key]],
    ['asks for what was not kept', [http, key], { kept: [key] }, [http]],
    ['asks nothing where all was kept', [reads, key], { kept: [http, key] }, undefined],
    ['asks nothing of what stays here', [{ ...http, origin: 'http://localhost:1' }], {}, undefined],
    [
      'asks for a secret that goes to somebody here',
      [
        { ...http, origin: 'http://localhost:1' },
        { ...key, origin: 'http://localhost:1' },
      ],
      {},
      [{ ...key, origin: 'http://localhost:1' }],
    ],
  ])('%s', async (_what, wanted, { flags = [], kept = [] }, asked) => {
    const file = newFile();
    if (kept.length > 0) file.add('/a', kept);
    const { ask, questions } = asks('once');
    const allowedByFlag = (permission: Permission): boolean => flags.includes(permission);
    const consents = new Consents({ folder: '/a', file, ask, allowedByFlag });
    expect(await consents.allows(wanted, { state: 'Charge' })).toBe('allowed');
    expect(questions).toEqual(asked === undefined ? [] : [{ permissions: asked, state: 'Charge' }]);
    const unasked = new Consents({ folder: '/a', file, allowedByFlag });
    expect(await unasked.allows(wanted, {})).toBe(asked === undefined ? 'allowed' : 'refused');
  });

  test.each<[ConsentAnswer, readonly string[], number]>([
    ['once', ['allowed', 'allowed', 'declined'], 0],
    ['always', ['allowed', 'allowed', 'allowed'], 1],
    ['no', ['declined', 'declined', 'declined'], 0],
  ])('answered %s, and what comes after it', async (answer, verdicts, kept) => {
    const file = newFile();
    const { ask, questions } = asks(answer);
    const first = new Consents({ folder: '/a', file, ask });
    const second = new Consents({ folder: '/a', file, ask: () => Promise.resolve('no') });
    const heard = [await first.allows([http], {}), await first.allows([http], {}), await second.allows([http], {})];
    expect(heard).toEqual(verdicts);
    expect(questions).toHaveLength(1);
    expect(file.of('/a')).toHaveLength(kept);
    expect(file.of('/b')).toEqual([]);
  });

  test('asks anew for less than was declined', async () => {
    const { ask, questions } = asks('no', 'once');
    const consents = new Consents({ folder: '/a', ask });
    expect(await consents.allows([http, key], {})).toBe('declined');
    expect(await consents.allows([http], {})).toBe('allowed');
    expect(questions).toHaveLength(2);
  });

  test('asks branches that want the same one question', async () => {
    const { ask, questions } = asks('once', 'once');
    const consents = new Consents({ folder: '/a', ask });
    const wanted = [[http], [http], [reads], [http, key]];
    const verdicts = await Promise.all(wanted.map((each) => consents.allows(each, {})));
    expect(verdicts).toEqual(wanted.map(() => 'allowed'));
    expect(questions.map(({ permissions }) => permissions)).toEqual([[http], [key]]);
  });

  test('lets a call go that is over, and keeps the answer for the next', async () => {
    let settle: (answer: ConsentAnswer) => void = () => undefined;
    const consents = new Consents({ folder: '/a', ask: () => new Promise((resolve) => (settle = resolve)) });
    const over = new AbortController();
    const first = consents.allows([http], {}, over.signal);
    over.abort();
    expect(await first).toBe('declined');
    const second = consents.allows([http], {});
    settle('once');
    expect(await second).toBe('allowed');
  });

  test('sees at once what was withdrawn', async () => {
    const file = newFile();
    file.add('/a', [http]);
    const consents = new Consents({ folder: '/a', file });
    expect(await consents.allows([http], {})).toBe('allowed');
    const grants = file.list();
    file.withdraw('problem' in grants ? [] : grants.map(({ id }) => id));
    expect(await consents.allows([http], {})).toBe('refused');
  });
});

test('every kind of permission has words', () =>
  expect(ALL.map(permissionWords)).toEqual([
    'api.example.com: requests with any method',
    'api.example.com: requests that only read',
    'api.example.com: the variable PAYMENTS_KEY',
    'api.example.com: what the connection "shop" holds',
    'http://minio.lan:9000: AWS calls, in place of AWS',
    'npm: @aws-sdk/client-sqs, installed for Stepwise',
    'AWS: calls with the profile "prod" (account 123456789012), in eu-west-1',
  ]));
