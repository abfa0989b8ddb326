/**
 * Every request that the protocol knows, by the protocol's own text: what the adapter advertises is answered, and what it does
 * not is refused with a sentence.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { CAPABILITIES } from '../../debugger/capabilities';
import { REQUESTS } from '../../debugger/requests';
import { Client } from './check';

interface KnownRequest {
  readonly command: string;
  /** What must be advertised before an editor may ask. */
  readonly capability?: string;
}

/** Asked of the client, not of the adapter. */
const REVERSE = ['runInTerminal', 'startDebugging'];
/** These need no capability, and yet an adapter may do without: it launches, and has nothing to attach to, … */
const NEEDLESS = ['attach', 'locations'];

const PROTOCOL = readFileSync(
  createRequire(import.meta.url).resolve('@vscode/debugprotocol/lib/debugProtocol.d.ts'),
  'utf8',
);

const KNOWN: readonly KnownRequest[] = [
  ...PROTOCOL.matchAll(/\/\*\*([^/]|[^*]\/)*?\*\/\s+interface \w+Request extends Request \{\s+\/\/ command: '(\w+)';/g),
]
  .map(({ 0: text, 2: command }) => ({
    command: command!,
    capability: /only call this request if the (?:corresponding )?capability `(\w+)`/.exec(text)?.[1],
  }))
  .filter(({ command }) => !REVERSE.includes(command));

const advertised = (capability: string): boolean =>
  Boolean(CAPABILITIES[capability as keyof DebugProtocol.Capabilities]);

test('reads the requests of the protocol', () => {
  expect(KNOWN.length).toBeGreaterThanOrEqual(40);
  expect(KNOWN).toContainEqual({ command: 'goto', capability: 'supportsGotoTargetsRequest' });
  expect(KNOWN).toContainEqual({ command: 'setBreakpoints', capability: undefined });
});

test.each(KNOWN)('$command is answered where it is advertised', ({ command, capability }) => {
  const isPromised = capability === undefined ? !NEEDLESS.includes(command) : advertised(capability);
  expect(Object.hasOwn(REQUESTS, command)).toBe(isPromised);
  const row = REQUESTS[command];
  if (row?.capability) expect(row.capability).toBe(capability);
});

test('refuses the others with a sentence, and lives on', async () => {
  const client = new Client({});
  try {
    await client.request('initialize', { adapterID: 'stepwise' });
    const others = KNOWN.filter(({ command }) => !Object.hasOwn(REQUESTS, command));
    for (const { command } of others) {
      await expect(client.request(command), command).rejects.toThrow(
        `The debugger does not support the request "${command}".`,
      );
    }
    expect(others.length).toBeGreaterThan(5);
    await expect(client.request('constructor')).rejects.toThrow('does not support the request "constructor"');
    await expect(client.request('threads')).resolves.toEqual({ threads: [{ id: 1, name: 'main' }] });
  } finally {
    await client.close();
  }
});
