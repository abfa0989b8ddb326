/** Where the history of a run goes, what it leaves out, and what is said about it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, checkOnly, holding } from './check';
import { draftIn } from '../../processes/sweep';

const FILES = {
  'm.asl.json': JSON.stringify({
    StartAt: 'A',
    States: {
      A: { Type: 'Pass', ResultPath: '$.copy', Parameters: { 'moved.$': '$.password' }, Next: 'B' },
      B: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Next: 'C' },
      C: { Type: 'Pass', End: true },
    },
  }),
  'in.json': '{"password":"hunter2","card":{"number":41114111},"name":"Ann"}',
  'bad.json': '{"mocks":{"m":{"B":{"error":"Boom","cause":"{\\"password\\":\\"hunter2\\"}"}}}}',
  'good.json': '{"mocks":{"m":{"B":{"return":{"password":"hunter2"}}}}}',
};
const RUN = ['run', 'm.asl.json', '--input', 'in.json', '--mocks', 'good.json'];
const MASKED = ['--mask', 'password,$.card.number'];

describe('a mask', () => {
  test.each<[string, readonly string[], { readonly [file: string]: string }]>([
    ['of the command line', MASKED, {}],
    ['given again', ['--mask', 'password', '--mask', '$.card.number'], {}],
    ['of the settings', [], { '.vscode/stepwise.json': '{"mask":["password","$.card.number"]}' }],
    ['of both', ['--mask=password'], { '.vscode/stepwise.json': '{"mask":["$.card.number"]}' }],
  ])('%s keeps values out of the file, and is told', async (_what, args, files) => {
    const said = holding('The history is in h.json.', 'except what is masked: password, $.card.number.');
    const { folder } = await check(
      [...RUN, ...args, '--history', 'h.json'],
      { files: { ...FILES, ...files } },
      { code: 0, error: said, out: '{"password":"hunter2"}\n' },
    );
    const text = readFileSync(path.join(folder, 'h.json'), 'utf8');
    expect(text).not.toMatch(/hunter2|41114111/);
    expect(JSON.parse(text)).toMatchObject({ masked: ['password', '$.card.number'] });
  });

  test('keeps values out of what is printed', async () => {
    const { out } = await check([...RUN, ...MASKED, '--history', '-'], { files: FILES }, { code: 0 });
    expect(out).toContain('Ann');
    expect(out).not.toMatch(/hunter2|41114111/);
  });

  test.each<[readonly string[], string]>([
    [['--mask', '$', '--history', 'h.json'], '--mask: The mask "$" must lead to a member'],
    [
      ['--mask', 'password'],
      '--mask needs --history FILE or --record FILE, because it masks values in what they write.',
    ],
  ])('%j is refused', (args, sentence) =>
    checkOnly([...RUN, ...args], { files: FILES }, { code: 2, error: holding(sentence) }),
  );

  test.each(['{"mask":["$.a[?(@.x)]"]}', '{"mask":"card"}', '{"mask":[["card"]]}', '{"mask":["card"]', '["card"]'])(
    'of the project that cannot be read is none: %s',
    async (settings) => {
      const files = { ...FILES, '.vscode/stepwise.json': settings };
      const expected = { code: 2, error: holding('The history cannot be saved, because "mask" cannot be read.') };
      const { folder } = await check([...RUN, '--history', 'h.json'], { files }, expected);
      expect(readdirSync(folder)).not.toContain('h.json');
    },
  );

  test('without one the sentence says how to have one', () =>
    checkOnly(
      [...RUN, '--history', 'h.json'],
      { files: FILES },
      {
        error: holding(
          'It contains the data of the run. To leave values out, use --mask or "mask" in .vscode/stepwise.json.',
        ),
      },
    ));
});

describe('a masked history', () => {
  const failed = async (): Promise<string> => {
    const args = ['run', 'm.asl.json', '--input', 'in.json', '--mocks', 'bad.json', ...MASKED, '--history', 'h.json'];
    const { folder } = await check(args, { files: FILES }, { code: 1 });
    return readFileSync(path.join(folder, 'h.json'), 'utf8');
  };

  test('is not gone on with where a state would take *** for data', async () => {
    const files = { ...FILES, 'h.json': await failed() };
    const sentence = 'state "B" would continue with masked values (***)';
    await checkOnly(['redrive', 'm.asl.json', 'h.json'], { files }, { code: 2, error: holding(sentence) });
  });

  test('is gone on with where no state would, and stays marked', async () => {
    const cut = JSON.parse(await failed()) as {
      events: { type: string; stateEnteredEventDetails?: { input: string } }[];
    };
    const entered = cut.events.find(({ type }) => type === 'TaskStateEntered')!;
    entered.stateEnteredEventDetails!.input = '{"name":"Ann"}';
    const files = { ...FILES, 'h.json': JSON.stringify(cut) };
    const args = ['redrive', 'm.asl.json', 'h.json', '--mocks', 'good.json', '--history', 'again.json'];
    const { folder } = await check(
      args,
      { files },
      { code: 0, error: holding('The input of the execution was masked: $$.Execution.Input contains *** instead.') },
    );
    const again = JSON.parse(readFileSync(path.join(folder, 'again.json'), 'utf8')) as object;
    expect(again).toMatchObject({ masked: ['password', '$.card.number'] });
  });
});

describe('the file', () => {
  test('gets a name of its own in a folder', async () => {
    const { folder } = await check([...RUN, '--history', 'out'], { files: { ...FILES, 'out/x': '' } }, { code: 0 });
    expect(readdirSync(path.join(folder, 'out'))).toContainEqual(
      expect.stringMatching(/^m-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.history\.json$/),
    );
  });

  test.each(['.stepwise/histories', '.stepwise/histories/', '.stepwise/histories/mine.json'])(
    'in %s is none that git takes up',
    async (target) => {
      const { folder } = await check([...RUN, '--history', target], { files: FILES }, { code: 0 });
      const place = path.join(folder, '.stepwise/histories');
      expect(readFileSync(path.join(place, '.gitignore'), 'utf8')).toMatch(/^\*$/m);
      expect(readdirSync(place)).toHaveLength(2);
    },
  );

  test("leaves the folder's own word for git alone", async () => {
    const files = { ...FILES, '.stepwise/histories/.gitignore': 'mine' };
    const { folder } = await check([...RUN, '--history', '.stepwise/histories'], { files }, { code: 0 });
    expect(readFileSync(path.join(folder, '.stepwise/histories/.gitignore'), 'utf8')).toBe('mine');
  });

  // Windows has no such modes.
  test.skipIf(process.platform === 'win32')('is the user’s alone, or as open as the one it replaces', async () => {
    const args = [...RUN, '--history', 'h.json'];
    const { folder } = await check(args, { files: FILES }, { code: 0 });
    expect(statSync(path.join(folder, 'h.json')).mode & 0o777).toBe(0o600);
    const { folder: other } = await check(args, { files: { ...FILES, 'h.json': '' } }, { code: 0 });
    expect(statSync(path.join(other, 'h.json')).mode & 0o777).toBe(statSync(path.join(other, 'in.json')).mode & 0o777);
  });

  test('that cannot be written leaves output and exit code as they are', async () => {
    // What the draft would be called is taken.
    const taken = { [`${draftIn('')}/x`]: '' };
    const { folder } = await check(
      [...RUN, '--history', 'h.json'],
      { files: { ...FILES, ...taken } },
      { code: 0, out: '{"password":"hunter2"}\n', error: holding('The history cannot be written to h.json: ') },
    );
    expect(existsSync(path.join(folder, 'h.json'))).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('may be a pipe or a device, which stays one', async () => {
    const before = statSync('/dev/null');
    await checkOnly([...RUN, '--history', '/dev/null'], { files: FILES }, { code: 0 });
    expect(statSync('/dev/null').rdev).toBe(before.rdev);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
