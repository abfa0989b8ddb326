import { phrase, type Phrase } from '../../core/l10n/phrase';
import { HTTP_URL, REGION, WHOLE_NUMBER_FROM_1, type ValueForm } from '../../core/valueForms';

/** What a part of `stepwise.json` looks like. `schemas/stepwise.schema.json` says the same; a test compares the two. */
export type Shape =
  | { readonly kind: 'any' }
  | { readonly kind: 'string'; readonly form?: ValueForm<string> }
  | { readonly kind: 'number'; readonly form?: ValueForm<number> }
  /** A text that names what histories leave out. */
  | { readonly kind: 'maskEntry' }
  /** One of some words. */
  | { readonly kind: 'word'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape }
  /** Names of the user's own choice, where none but those of a form are told of. */
  | { readonly kind: 'map'; readonly of: Shape; readonly names?: NameForm }
  /** Known fields; of `oneOf` exactly one must be there. */
  | { readonly kind: 'record'; readonly fields: { readonly [name: string]: Shape }; readonly oneOf?: readonly string[] }
  | { readonly kind: 'oneOrMany'; readonly of: Shape };

/** What a name in a map looks like. */
export interface NameForm {
  readonly form: RegExp;
  /** `"SERVICE:ACTION", such as "dynamodb:GetItem"` */
  like(): string;
}

const STRING: Shape = { kind: 'string' };

/** A text that is not empty. */
const textLike = (like: () => Phrase): Shape => ({ kind: 'string', form: { fits: (text) => /\S/.test(text), like } });

const URL_TEXT: Shape = { kind: 'string', form: HTTP_URL };

/** More than any function may take on AWS: who looks into one here may want to wait for it. */
const MOST_SECONDS = 86_400;

const SECONDS: Shape = {
  kind: 'number',
  form: {
    fits: (seconds) => seconds > 0 && seconds <= MOST_SECONDS,
    like: () => phrase`a number of seconds above 0, at most ${MOST_SECONDS.toLocaleString('en')}`,
  },
};

const MOCK_ANSWER: Shape = {
  kind: 'record',
  fields: { return: { kind: 'any' }, error: STRING, cause: STRING, recorded: STRING },
  oneOf: ['return', 'error'],
};

const CALL_ANSWER: Shape = {
  kind: 'record',
  fields: { input: { kind: 'any' }, return: { kind: 'any' }, error: STRING, cause: STRING, recorded: STRING },
  oneOf: ['return', 'error'],
};

const FUNCTION_OVERRIDE: Shape = {
  kind: 'record',
  fields: {
    file: textLike(() => phrase`the path of a file`),
    handler: textLike(() => phrase`a handler, such as "app.handler"`),
    runtime: textLike(() => phrase`a runtime, such as "nodejs22.x"`),
    timeout: SECONDS,
    env: {
      kind: 'map',
      of: STRING,
      names: { form: /^[^=\0]+$/, like: () => phrase`that of a variable, such as TABLE_NAME` },
    },
  },
};

const TEXTS: Shape = { kind: 'map', of: STRING };

const VALUES: Shape = { kind: 'map', of: { kind: 'any' } };

const STACK: Shape = {
  kind: 'record',
  fields: { values: VALUES, region: { kind: 'string', form: REGION }, config: STRING, varFile: STRING, stage: STRING },
};

const CONNECTION: Shape = {
  kind: 'record',
  fields: {
    headers: TEXTS,
    query: TEXTS,
    body: TEXTS,
    basic: { kind: 'record', fields: { username: STRING, password: STRING } },
  },
};

export const SETTINGS_SHAPE: Extract<Shape, { kind: 'record' }> = {
  kind: 'record',
  fields: {
    version: { kind: 'number', form: WHOLE_NUMBER_FROM_1 },
    mocks: { kind: 'map', of: { kind: 'map', of: { kind: 'oneOrMany', of: MOCK_ANSWER } } },
    calls: {
      kind: 'map',
      of: { kind: 'oneOrMany', of: CALL_ANSWER },
      names: { form: /^[\w-]+:\w+$/, like: () => phrase`"SERVICE:ACTION", such as "dynamodb:GetItem"` },
    },
    functions: { kind: 'map', of: FUNCTION_OVERRIDE },
    endpoints: { kind: 'map', of: URL_TEXT },
    connections: { kind: 'map', of: CONNECTION },
    values: VALUES,
    stacks: { kind: 'map', of: STACK },
    mockValidation: { kind: 'word', of: ['STRICT', 'PRESENT', 'NONE'] },
    mask: { kind: 'list', of: { kind: 'maskEntry' } },
  },
};
