/** What code calls a thing and what package.json calls it must be the same word, and every word must be written down. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import * as made from './madeManifest';
import { CONTEXT_KEYS } from '../../client/contextKey';
import { SETTINGS } from '../../client/settings/table';
import { INTERPRETED_IDS, SERVED_LANGUAGES } from '../../core/handlers';
import { COMMANDS, DEBUG_TYPES, LANGUAGES } from '../../messages/ids';

const ROOT = path.join(__dirname, '..', '..');
const FILE = path.join(ROOT, 'package.json');
const words = JSON.parse(readFileSync(path.join(ROOT, 'package.nls.json'), 'utf8')) as Record<string, string>;

interface Manifest {
  activationEvents: unknown;
  readonly capabilities: { readonly untrustedWorkspaces: { restrictedConfigurations: unknown } };
  readonly contributes: {
    commands: readonly { command: string }[];
    menus: unknown;
    keybindings: unknown;
    viewsContainers: unknown;
    views: unknown;
    viewsWelcome: unknown;
    configuration: unknown;
    jsonValidation: readonly { readonly url: string }[];
    readonly languages: readonly { id: string }[];
    readonly breakpoints: readonly { language: string }[];
    readonly debuggers: readonly {
      type: string;
      languages: readonly string[];
      when?: string;
      configurationAttributes: { launch: { properties: Record<string, unknown> } };
    }[];
  };
}

const manifest = JSON.parse(readFileSync(FILE, 'utf8')) as Manifest;
const { contributes } = manifest;

function withMadeParts(): Manifest {
  const whole = structuredClone(manifest);
  whole.activationEvents = made.activationEvents();
  whole.capabilities.untrustedWorkspaces.restrictedConfigurations = made.restrictedConfigurations();
  whole.contributes.commands = made.commands();
  whole.contributes.menus = made.menus();
  whole.contributes.keybindings = made.keybindings();
  whole.contributes.viewsContainers = made.viewsContainers();
  whole.contributes.views = made.views();
  whole.contributes.viewsWelcome = made.viewsWelcome();
  whole.contributes.configuration = made.configuration();
  const ofFiles = whole.contributes.jsonValidation.filter(({ url }) => url.startsWith('./'));
  whole.contributes.jsonValidation = [...ofFiles, ...made.eventSchemas()];
  for (const each of whole.contributes.debuggers) {
    if (each.type === DEBUG_TYPES.handler) each.languages = SERVED_LANGUAGES;
  }
  return whole;
}

if (process.env['UPDATE']) {
  const options = { ...(await resolveConfig(FILE)), filepath: FILE };
  writeFileSync(FILE, await format(JSON.stringify(withMadeParts(), null, 2), options));
}

/** All of the client's own code. */
const client = readdirSync(path.join(ROOT, 'client'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'))
  .map((file) => ({ file, text: readFileSync(path.join(ROOT, 'client', file), 'utf8') }));

function sorted(list: Iterable<string>): string[] {
  return [...new Set(list)].sort();
}

/** What of a table nothing in the client names. */
function unnamed(table: object, naming: (name: string) => RegExp): string[] {
  return Object.keys(table).filter((name) => !client.some(({ text }) => naming(name).test(text)));
}

describe('package.json', () => {
  it('has the commands, menus, keys, settings, schemas of events and activation of the tables', () => {
    const onDisk = JSON.parse(readFileSync(FILE, 'utf8')) as Manifest;
    expect(onDisk).toEqual(withMadeParts());
  });

  it('has words for everything it names, and no words for nothing', () => {
    const named = [...JSON.stringify(withMadeParts()).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] as string);
    expect(sorted(named)).toEqual(sorted(Object.keys(words)));
  });

  it('has the debug types that code knows, and no other', () => {
    expect(sorted(contributes.debuggers.map(({ type }) => type))).toEqual(sorted(Object.values(DEBUG_TYPES)));
  });

  it.each(LANGUAGES)('lists %s wherever a definition is served', (language) => {
    expect(contributes.languages.map(({ id }) => id)).toContain(language);
    expect(contributes.breakpoints.map((each) => each.language)).toContain(language);
    expect(contributes.debuggers[0]?.languages).toContain(language);
  });

  it('joins the picker of handler files alone', () => {
    const [workflow, handler] = contributes.debuggers;
    expect(workflow?.when).toBeUndefined();
    // In launch.json VS Code takes a type whose clause does not hold for one that the environment lacks.
    expect(handler?.when).toBe(`${CONTEXT_KEYS.activeFileExportsFunction} || ${CONTEXT_KEYS.activeFileIsLaunchFile}`);
    expect(handler?.languages).toEqual(SERVED_LANGUAGES);
  });

  it('knows every language that handlers are written in', () => {
    const attributes = Object.keys(contributes.debuggers[0]!.configurationAttributes.launch.properties);
    expect(attributes).toEqual(expect.arrayContaining([...INTERPRETED_IDS]));
  });

  it('offers a function of any name to commands and debuggers, and announced handlers above the text', () => {
    const menus = made.menus() as Record<string, readonly { command: string; when?: string }[]>;
    const when = (menu: string) =>
      menus[menu]!.filter(({ command }) => /Handler$/.test(command)).map((entry) => entry.when);
    const { activeFileExportsFunction, activeFileIsDebuggable, activeFileIsHandler } = CONTEXT_KEYS;
    const toRunAndToDebug = (key: string) => [key, `${key} && ${activeFileIsDebuggable}`];
    expect(when('commandPalette')).toEqual(toRunAndToDebug(activeFileExportsFunction));
    expect(when('editor/title/run')).toEqual(toRunAndToDebug(activeFileIsHandler));
  });
});

describe('commands', () => {
  const ids = made.commands().map(({ command }) => command);

  it.each(Object.entries(COMMANDS))('%s is called by the id it has', (_name, id) => expect(ids).toContain(id));

  it('that texts and files of the walkthrough link to are there', () => {
    const folder = path.join(ROOT, 'media', 'walkthrough');
    const pages = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    const texts = [JSON.stringify(manifest), ...Object.values(words), ...pages].join('\n');
    const linked = [...texts.matchAll(/(?:onCommand|command):(stepwise\.\w+)/g)].map((match) => match[1] as string);
    expect(linked.length).toBeGreaterThan(3);
    expect(linked.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('context keys', () => {
  it('that a clause asks for are in the table, and every one of the table is asked for', () => {
    const clauses = [...JSON.stringify(withMadeParts()).matchAll(/"when":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, when]) => when,
    );
    const asked = clauses.flatMap((when) => when?.replace(/\bview == \S+/, '').match(/\bstepwise\.\w+/g) ?? []);
    expect(sorted(asked)).toEqual(sorted(Object.values(CONTEXT_KEYS)));
  });

  it('are set', () => {
    expect(unnamed(CONTEXT_KEYS, (key) => new RegExp(`setContextKey\\('${key}'`))).toEqual([]);
  });

  it('are set by one function', () => {
    expect(client.filter(({ text }) => text.includes("'setContext'")).map(({ file }) => file)).toEqual([
      'contextKey.ts',
    ]);
  });
});

describe('settings', () => {
  it('are read', () => expect(unnamed(SETTINGS, (name) => new RegExp(`SETTINGS\\.${name}\\b`))).toEqual([]));

  it('of ours are read through the table, and those of others where it is said', () => {
    const readers = client.filter(({ text }) => text.includes('getConfiguration(')).map(({ file }) => file);
    // `http.proxy` and its like; launch configurations; which editor and language open which file.
    expect(sorted(readers)).toEqual([
      'awsSamConfigurations.ts',
      'proxySettings.ts',
      'settings/read.ts',
      'toolkitCoexistence.ts',
    ]);
  });
});
