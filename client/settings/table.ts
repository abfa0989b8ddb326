import { INTERPRETED_IDS, type InterpretedId } from '../../core/handlers';

/**
 * The settings of the extension. Manifest and code are made from this table: `package.json` is compared with it, and
 * `read.ts` reads nothing else. What a setting does is told in `package.nls.json`, as `setting.` and its name.
 */

/** The groups, in the order of the settings editor; titles are `settings.` and the name. */
export const GROUPS = ['editor', 'aws', 'lambda', 'histories'] as const;

export interface Setting<Value = unknown> {
  readonly id: `stepwise.${string}`;
  readonly group: (typeof GROUPS)[number];
  /** VS Code's: who may set it. */
  readonly scope: 'window' | 'resource' | 'machine-overridable';
  readonly default: Value;
  /** The rest of its JSON schema. */
  readonly schema: { readonly type: string | readonly string[]; readonly [keyword: string]: unknown };
  /** What may be chosen; each is told as `setting.NAME.CHOICE`. */
  readonly choices?: readonly Value[];
  /** What its words are called in `package.nls.json`, behind `setting.`; default: as the id. Several may share them. */
  readonly words?: string;
  /** A folder that nobody trusts yet does not set it. */
  readonly restricted?: true;
}

type Kind = Pick<Setting, 'id' | 'group'> & Partial<Pick<Setting, 'scope' | 'restricted'>>;

const setting = <Value>(kind: Kind, value: Value, schema: Setting['schema']): Setting<Value> => ({
  scope: 'window',
  ...kind,
  default: value,
  schema,
});

const flag = (kind: Kind, value: boolean): Setting<boolean> => setting(kind, value, { type: 'boolean' });
const words = (kind: Kind, value: string): Setting<string> => setting(kind, value, { type: 'string' });
/** The first is the default. */
const choice = <Value extends string>(kind: Kind, choices: readonly [Value, ...Value[]]): Setting<Value> => ({
  ...setting<Value>(kind, choices[0], { type: 'string' }),
  choices,
});

/** The editor of the settings says so where something else is written. */
const HTTP_URL = {
  type: 'string',
  pattern: '^\\s*(https?://\\S+\\s*)?$',
  patternErrorMessage: '%settings.aws.httpUrl%',
} as const;

const EDITOR = { group: 'editor' } as const;
const AWS = { group: 'aws', restricted: true } as const;
const LAMBDA = { group: 'lambda', scope: 'machine-overridable', restricted: true } as const;

/** In the order of the settings editor. */
export const SETTINGS = {
  languageProvider: choice({ id: 'stepwise.languageProvider', ...EDITOR }, ['ask', 'stepwise', 'awsToolkit']),
  codeLens: flag({ id: 'stepwise.codeLens.enabled', ...EDITOR }, true),
  graphOnRun: flag({ id: 'stepwise.graph.showOnRun', ...EDITOR }, true),
  awsTarget: choice({ id: 'stepwise.aws.target', ...AWS }, ['mock', 'endpoint', 'aws']),
  awsEndpoint: setting<string>({ id: 'stepwise.aws.endpointUrl', ...AWS }, '', HTTP_URL),
  awsServiceEndpoints: setting<{ readonly [service: string]: string }>(
    { id: 'stepwise.aws.serviceEndpointUrls', ...AWS },
    {},
    { type: 'object', additionalProperties: HTTP_URL },
  ),
  awsProfile: words({ id: 'stepwise.aws.profile', ...AWS }, ''),
  awsRegion: words({ id: 'stepwise.aws.region', ...AWS }, 'us-east-1'),
  /** What is set for the user, the workspace and the folder is united. */
  mask: setting<readonly string[]>({ id: 'stepwise.mask', group: 'histories', scope: 'resource' }, [], {
    type: 'array',
    items: { type: 'string' },
  }),
  /** Null: as many as come. */
  maxProcesses: setting<number | null>(
    { id: 'stepwise.maxProcesses', group: 'lambda', scope: 'machine-overridable' },
    null,
    {
      type: ['integer', 'null'],
      minimum: 1,
    },
  ),
} as const;

/** Which program runs the handlers of each language. */
export const INTERPRETERS = Object.fromEntries(
  INTERPRETED_IDS.map((id) => [
    id,
    { ...words({ id: `stepwise.lambda.${id}Path`, ...LAMBDA }, ''), words: 'lambda.interpreter' },
  ]),
) as { readonly [Id in InterpretedId]: Setting<string> };
