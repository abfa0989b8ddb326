/** A run is killed while it waits, and another program gets its port: what `stepwise callback` then tells whom. */
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { expectNothingTold, IMPOSTORS, listen } from '../stepFunctions/impostor';
import { builtBundles } from '../harness/builtBundles';

/** The command as it ships; inside the checkout, so that what the bundle leaves outside itself is found. */
let dist: string;

beforeAll(async () => {
  dist = await builtBundles('callback', { cli: 'cli/main.ts' });
});
afterAll(() => rmSync(dist, { recursive: true, force: true, maxRetries: 3 }));

const machine = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:prepare', Next: 'Work' },
    Work: { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:work', End: true },
  },
};

/** A project, and a system whose temporary files are this test's alone. */
function place() {
  const project = temporaryFolder({
    'm.asl.json': JSON.stringify(machine),
    'prepare.ts': 'export const handler = async (event: object) => event;\n',
  });
  const temporary = temporaryFolder({});
  const { AWS_ENDPOINT_URL_SFN: _, ...inherited } = process.env;
  const env = { ...inherited, TMPDIR: temporary, TMP: temporary, TEMP: temporary, NO_COLOR: '1' };
  const start = (args: readonly string[]) => {
    const child = spawn(process.execPath, [path.join(dist, 'cli.js'), ...args], { cwd: project, env });
    onTestFinished(() => void child.kill('SIGKILL'));
    let error = '';
    const heard = new Set<() => void>();
    child.stderr.on('data', (chunk: Buffer) => {
      error += chunk.toString();
      heard.forEach((look) => look());
    });
    return {
      child,
      ended: new Promise<{ code: number | null; error: string }>((resolve) =>
        child.on('close', (code) => resolve({ code, error })),
      ),
      /** Resolves with what matched on standard error. */
      says: (wanted: RegExp) =>
        new Promise<RegExpExecArray>((resolve) => {
          const look = (): void => {
            const found = wanted.exec(error);
            if (found) resolve(found);
          };
          heard.add(look);
          look();
        }),
    };
  };
  /** Everything that processes left there. */
  const left = (): string[] =>
    readdirSync(temporary, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(url|cjs|map)$/.test(name));
  /** Of processes, living ones too. */
  const folders = (): string[] => readdirSync(temporary).flatMap((name) => readdirSync(path.join(temporary, name)));
  return { start, left, folders };
}

test.skipIf(process.platform === 'win32').each(['with --endpoint', 'without'])(
  'neither token nor output is told, and no success: %s',
  async (how) => {
    const { start, left, folders } = place();
    const run = start(['run', 'm.asl.json']);
    const [, url = '', token = ''] = await run.says(/AWS_ENDPOINT_URL_SFN=(\S+)\. From[^]*--token (\S+)/);
    run.child.kill('SIGKILL');
    await run.ended;
    expect(
      left()
        .map((name) => path.extname(name))
        .sort(),
    ).toEqual(['.cjs', '.map', '.url']);
    const { port, pathname } = new URL(url);
    const secret = pathname.slice(1);
    const impostor = await listen(IMPOSTORS['says yes to everything']!, { port: Number(port), secret });

    const told = ['callback', 'success', '--token', token, '--output', '"the output"'];
    const named = how === 'without' ? [] : ['--endpoint', url];
    const { code, error } = await start([...told, ...named]).ended;
    if (how === 'without') {
      expect({ code, error }).toMatchObject({
        code: 1,
        error: expect.stringContaining('No run on this machine') as string,
      });
      expect(impostor.heard()).toBe('');
    } else {
      expect({ code, error }).toMatchObject({
        code: 2,
        error: expect.stringContaining('another program listens there now') as string,
      });
      expect(impostor.heard()).toMatch(/^POST \/stepwise-proof\//);
    }
    expectNothingTold(impostor);
    for (const told of [token, secret]) expect(impostor.heard()).not.toContain(told);

    // Whichever command comes next takes away what the killed run left.
    const next = start(['serve']);
    // The end of a removal has no event for us; the test's own time-out is the limit.
    const isSwept = (): boolean => folders().every((name) => name.includes(`.${next.child.pid}.`));
    while (!isSwept()) await new Promise((resolve) => setTimeout(resolve, 5));
    // It says where it listens once it does; what it made goes with it.
    await next.says(/Press Ctrl\+C to stop/);
    next.child.kill('SIGINT');
    await next.ended;
    expect(folders()).toEqual([]);
  },
);
