/** What AWS would refuse is refused here too, unless somebody wants it run all the same. */
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

const GOOD = '{\n"StartAt": "A",\n"States": {"A": {"Type": "Pass", "End": true}}\n}';
const REFUSED =
  '{\n"StartAt": "A",\n"States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "Z"}], "Default": "B"}, "Z": {"Type": "Succeed"}}\n}';

async function launched(text: string, args: object = {}): Promise<{ client: Client; program: string; error?: Error }> {
  const program = `${temporaryFolder({ 'm.asl.json': text })}/m.asl.json`;
  const client = new Client({});
  await client.request('initialize', { adapterID: 'stepwise' });
  const error = await client.request('launch', { program, noDebug: true, ...args }).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  return { client, program, error };
}

it('an editor that cannot ask hears what the terminal would', async () => {
  const { error, program, client } = await launched(REFUSED);
  const head = 'AWS would refuse this definition ("runAnyway": true in the launch configuration runs it anyway):';
  expect(error?.message.split('\n').slice(0, 2)).toEqual([head, expect.stringContaining(`  ${program}:3:`)]);
  expect(client.events.map(({ event }) => event)).not.toContain('stepwise.refused');
});

it('an editor that can ask is told of the first place', async () => {
  const { error, program, client } = await launched(REFUSED, { interactive: true });
  expect(error).toBeDefined();
  const told = client.events.find(({ event }) => event === 'stepwise.refused');
  expect(told?.body).toMatchObject({ file: program, line: 2, message: expect.stringContaining('"B"') as string });
});

const UNDECIDED =
  '{\n"StartAt": "A",\n"States": {"A": {"Type": "Wait", "Seconds": 1, "Comment": "c", "Next": "B"}, "B": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": "${Stage}", "Next": "C"}]}, "C": {"Type": "Succeed"}}\n}';

it.each([true, undefined])(
  'a run that depends on values is told of to an editor that can ask: %s',
  async (interactive) => {
    const { error, program, client } = await launched(UNDECIDED, { interactive });
    expect(error).toBeDefined();
    const told = client.events.find(({ event }) => event === 'stepwise.valuesNeeded');
    const use = 'B: Nothing says what ${Stage} stands for.';
    const asked = { key: 'placeholder:Stage', suggestions: [], isSecret: false, use };
    const folder = program.replace(/.m\.asl\.json$/, '');
    expect(told?.body).toEqual(interactive && { folder, values: [asked] });
  },
);

it('a restart of what AWS would refuse by now ends the session', async () => {
  const { client, program } = await launched(GOOD);
  const from = client.events.length;
  await client.request('configurationDone');
  await client.event(from, 'terminated');
  writeFileSync(program, REFUSED);
  const second = client.events.length;
  await expect(client.request('restart')).rejects.toThrow('AWS would refuse');
  await client.event(second, 'terminated');
});

it('a run that was wanted anyway is restarted anyway', async () => {
  const { client } = await launched(REFUSED, { runAnyway: true });
  await client.request('configurationDone');
  await client.event(0, 'terminated');
  const from = client.events.length;
  await client.request('restart', { arguments: {} });
  await client.event(from, 'terminated');
  expect(client.events.slice(from).some(({ event }) => event === 'stepwise.runEnded')).toBe(true);
});
