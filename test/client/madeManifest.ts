/** What of `package.json` follows from the client's tables. `UPDATE=1` writes it. */
import { SERVED_LANGUAGES } from '../../core/handlers';
import { EVENT_SOURCES } from '../../events';
import { ANY, SCHEMA_SCHEME } from '../../client/events/eventSchemas';
import { SCHEME } from '../../client/jsonDocuments';
import { CONTAINER, DEBUG_TYPES, TREES, VIEWS } from '../../messages/ids';
import { AWS_SAM } from '../../client/awsSamConfiguration';
import { commandId, TABLE } from '../../client/commands';
import type { Command, Menu } from '../../client/commands/command';
import { GROUPS, INTERPRETERS, SETTINGS, type Setting } from '../../client/settings/table';

/** A text of `package.nls.json`. */
type Words = `%${string}%`;

const COMMANDS = Object.entries<Command>(TABLE).map(([name, command]) => ({ ...command, name, id: commandId(name) }));
/** Files of these languages may be templates, definitions and mocks. */
const DATA_LANGUAGES = ['json', 'jsonc', 'yaml', 'cloudformation', 'terraform', 'opentofu', 'hcl'] as const;
const DEFINITIONS = [
  '**/*.asl.{json,yaml,yml}',
  '**/template.{yaml,yml}',
  '**/serverless.{yml,yaml,json,ts,js,cjs,mjs}',
  '**/cdk.json',
  '**/*.{tf,tofu}',
  '**/MockConfigFile.json',
] as const;
/** VS Code gives up a search after seven seconds, in a large repository or on a busy machine; a name without a star it looks up at once. */
const AT_HAND = [
  'template.yaml',
  'template.yml',
  'samconfig.toml',
  'serverless.yml',
  'cdk.json',
  'main.tf',
  'terraform/main.tf',
  'infra/main.tf',
  'infrastructure/main.tf',
] as const;
const ALL_SETTINGS = Object.values<Setting>({ ...SETTINGS, ...INTERPRETERS });
const MENUS = Object.keys({
  'editor/context': true,
  'editor/title': true,
  'editor/title/run': true,
  'explorer/context': true,
  'view/title': true,
  'view/item/context': true,
} satisfies Record<Menu, true>) as readonly Menu[];

/** VS Code adds the languages and commands that the manifest contributes by itself. */
export function activationEvents(): string[] {
  return [
    ...[...Object.values(DEBUG_TYPES), AWS_SAM].map((type) => `onDebugResolve:${type}`),
    ...Object.values(VIEWS).map((view) => `onWebviewPanel:${view}`),
    ...[...SERVED_LANGUAGES, ...DATA_LANGUAGES].map((language) => `onLanguage:${language}`),
    ...[...AT_HAND, ...DEFINITIONS].map((pattern) => `workspaceContains:${pattern}`),
  ];
}

export function commands() {
  return COMMANDS.map(({ id, name, icon }) => ({
    command: id,
    title: `%command.${name}%` satisfies Words,
    category: 'Stepwise',
    ...(icon !== undefined && { icon: `$(${icon})` }),
  }));
}

export function menus() {
  const palette = COMMANDS.flatMap(({ id, palette: when }) => (when === undefined ? [] : [{ command: id, when }]));
  const others = MENUS.map((menu) => {
    const items = COMMANDS.flatMap(({ id, menus: places }) => {
      const own = [places?.[menu] ?? []].flat();
      return own.map(({ when, group }) => ({ command: id, when, group }));
    });
    return [menu, items] as const;
  });
  return Object.fromEntries([['commandPalette', palette] as const, ...others]);
}

export function viewsContainers() {
  const words: Words = '%container.title%';
  return { activitybar: [{ id: CONTAINER, title: words, icon: 'media/runs.svg' }] };
}

export function views() {
  const trees = Object.entries(TREES).map(([name, id]) => ({ id, name: `%view.${name}%` satisfies Words }));
  return { [CONTAINER]: trees };
}

/** What a list says while it is empty. */
export function viewsWelcome() {
  return Object.entries(TREES).map(([name, view]) => ({ view, contents: `%view.${name}.empty%` satisfies Words }));
}

export function keybindings() {
  return COMMANDS.flatMap(({ id, key }) => (key ? [{ command: id, key: key.press, when: key.when }] : []));
}

export function configuration() {
  return GROUPS.map((group, index) => ({
    title: `%settings.${group}%` satisfies Words,
    order: index + 1,
    properties: Object.fromEntries(
      ALL_SETTINGS.filter((setting) => setting.group === group).map((setting, place) => [
        setting.id,
        propertyOf(setting, place + 1),
      ]),
    ),
  }));
}

/** Documents with an event lie in a folder named after its source. */
export function eventSchemas() {
  const drafts = EVENT_SOURCES.map(({ name }) => ({
    fileMatch: `${SCHEME}://*/${name}/*.json`,
    url: `${SCHEMA_SCHEME}://events/${name}.json`,
  }));
  return [...drafts, { fileMatch: '**/events/**/*.json', url: `${SCHEMA_SCHEME}://events${ANY}` }];
}

/** What a folder that nobody trusts yet does not set. */
export function restrictedConfigurations(): string[] {
  return ALL_SETTINGS.flatMap(({ id, restricted }) => (restricted ? [id] : []));
}

function propertyOf({ id, schema, choices, scope, default: value, words: shared }: Setting, order: number) {
  const words = shared === undefined ? id.replace(/^stepwise\./, 'setting.') : `setting.${shared}`;
  return {
    ...schema,
    ...(choices && { enum: choices, enumDescriptions: choices.map((choice) => `%${words}.${String(choice)}%`) }),
    default: value,
    markdownDescription: `%${words}%` satisfies Words,
    scope,
    order,
  };
}
