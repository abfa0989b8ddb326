/** What code calls a thing and what package.json calls it must be the same word, and every word must be written down. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EDITOR_LANGUAGES, HANDLER_LANGUAGE_IDS } from '../../core/handlers';
import {
  COMMANDS,
  CONTEXT_KEYS,
  DEBUG_TYPES,
  interpreterSetting,
  LANGUAGES,
  SETTINGS,
  VIEWS,
} from '../../messages/ids';

const ROOT = path.join(__dirname, '..', '..');
const manifestText = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
const words = JSON.parse(readFileSync(path.join(ROOT, 'package.nls.json'), 'utf8')) as Record<string, string>;

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; category: string }[];
    readonly languages: readonly { id: string }[];
    readonly breakpoints: readonly { language: string }[];
    readonly debuggers: readonly {
      type: string;
      languages: readonly string[];
      when?: string;
      configurationAttributes: { launch: { properties: Record<string, unknown> } };
    }[];
    readonly configuration: readonly { properties: Record<string, { default: unknown; scope: string }> }[];
    readonly menus: Record<string, readonly { command: string; when?: string }[]>;
    readonly keybindings: readonly { command: string }[];
  };
}
const { contributes, activationEvents } = JSON.parse(manifestText) as Manifest;

function sorted(list: Iterable<string>): string[] {
  return [...new Set(list)].sort();
}

describe('package.json', () => {
  it.each<[string, Iterable<string>, Iterable<string>]>([
    ['commands', contributes.commands.map(({ command }) => command), Object.values(COMMANDS)],
    [
      'settings',
      contributes.configuration.flatMap((part) => Object.keys(part.properties)),
      [...Object.values(SETTINGS), ...HANDLER_LANGUAGE_IDS.map(interpreterSetting)],
    ],
    ['debug types', contributes.debuggers.map(({ type }) => type), Object.values(DEBUG_TYPES)],
  ])('contributes the %s that code knows, and no other', (_, contributed, known) => {
    expect(sorted(contributed)).toEqual(sorted(known));
  });

  it('shows only commands of its own in menus and keys', () => {
    const shown = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    expect(shown.filter((command) => !(Object.values(COMMANDS) as string[]).includes(command))).toEqual([]);
  });

  it.each(LANGUAGES)('lists %s wherever a definition is served', (language) => {
    expect(contributes.languages.map(({ id }) => id)).toContain(language);
    expect(contributes.breakpoints.map((each) => each.language)).toContain(language);
    expect(contributes.debuggers[0]?.languages).toContain(language);
  });

  it('joins the picker of handler files alone', () => {
    const [workflow, handler] = contributes.debuggers;
    expect(workflow?.when).toBeUndefined();
    expect(handler?.when).toBe(CONTEXT_KEYS.activeFileExportsFunction);
    expect(handler?.languages).toEqual(EDITOR_LANGUAGES);
  });

  it('knows every language that handlers are written in', () => {
    expect(activationEvents).toEqual(expect.arrayContaining(EDITOR_LANGUAGES.map((id) => `onLanguage:${id}`)));
    const attributes = Object.keys(contributes.debuggers[0]!.configurationAttributes.launch.properties);
    expect(attributes).toEqual(expect.arrayContaining([...HANDLER_LANGUAGE_IDS]));
  });

  it('offers a function of any name to commands and debuggers, and announced handlers above the text', () => {
    const when = (menu: string) =>
      contributes.menus[menu]!.filter(({ command }) => /Handler$/.test(command)).map((entry) => entry.when);
    expect(when('commandPalette')).toEqual(Array(2).fill(CONTEXT_KEYS.activeFileExportsFunction));
    expect(when('editor/title/run')).toEqual(Array(2).fill(CONTEXT_KEYS.activeFileIsHandler));
  });

  it('wakes for its debug types and its view, and never for everything', () => {
    const wanted = [
      ...Object.values(DEBUG_TYPES).map((type) => `onDebugResolve:${type}`),
      ...Object.values(VIEWS).map((view) => `onWebviewPanel:${view}`),
    ];
    expect(activationEvents).toEqual(expect.arrayContaining(wanted));
    expect(activationEvents).not.toContain('*');
  });

  it('has words for everything it names, and no words for nothing', () => {
    const named = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] as string);
    expect(sorted(named)).toEqual(sorted(Object.keys(words)));
  });
});
