/** The table of features: what the server says it can do is what it does. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DocumentStore } from '../../server/documentStore';
import { FEATURE_CAPABILITIES, FEATURES } from '../../server/features';
import type { ServerContext } from '../../server/serverContext';

/** Nothing of them changes. */
const PROJECTS = { onDidChangeOnDisk: () => undefined };

/** The methods of a connection that a feature takes hold of. */
function handlersOf(feature: keyof typeof FEATURES): string[] {
  const taken: string[] = [];
  const connection = new Proxy({}, { get: (_, method: string) => () => void taken.push(method) });
  const documents = new DocumentStore();
  FEATURES[feature].register({ connection, documents, projects: PROJECTS, options: {} } as unknown as ServerContext);
  return taken;
}

test('each file beside the table is in it', () => {
  const folder = path.resolve(__dirname, '../../server/features');
  const files = readdirSync(folder).map((file) => path.basename(file, '.ts'));
  expect(files.filter((file) => !['feature', 'index'].includes(file)).sort()).toEqual(Object.keys(FEATURES).sort());
});

describe.each(Object.keys(FEATURES) as (keyof typeof FEATURES)[])('%s', (name) => {
  test('has a handler for each of its capabilities, and none without', () => {
    const wanted = Object.keys(FEATURES[name].capability).map((capability) => capability.replace(/Provider$/, ''));
    const taken = handlersOf(name).map((method) => method.replace(/^on/, '').toLowerCase());
    const has = wanted.filter((capability) => taken.some((method) => method.startsWith(capability.toLowerCase())));
    expect(has).toEqual(wanted);
    expect(taken.length > 0).toBe(wanted.length > 0);
  });

  test('shares no capability with another', () => {
    const others = Object.entries(FEATURES).filter(([other]) => other !== name);
    const own = Object.keys(FEATURES[name].capability);
    expect(others.flatMap(([, { capability }]) => own.filter((each) => Object.hasOwn(capability, each)))).toEqual([]);
    expect(FEATURE_CAPABILITIES).toMatchObject(FEATURES[name].capability);
  });
});

test('what fails says in the log which request it was', () => {
  const log: string[] = [];
  const handlers: ((params: unknown) => unknown)[] = [];
  const connection = new Proxy(
    { console: { error: (text: string) => log.push(text.split('\n')[0]!) } },
    {
      get: (own, name: string) => (name === 'console' ? own.console : (handler: never) => void handlers.push(handler)),
    },
  );
  const documents = new DocumentStore();
  documents.open = () => {
    throw new Error('broken');
  };
  const options = { codeLens: true };
  const context = { connection, documents, projects: PROJECTS, options } as unknown as ServerContext;
  for (const feature of Object.values(FEATURES)) feature.register(context);
  for (const handle of handlers) handle({ textDocument: { uri: 'file:///a' } });
  expect(log).toEqual(
    [
      'completion',
      'hover',
      'definition',
      'references',
      'prepare rename',
      'rename',
      'symbols',
      'folding',
      'code lenses',
      'code actions',
      'formatting',
      'range formatting',
    ].map((name) => `${name}: Error: broken`),
  );
});
