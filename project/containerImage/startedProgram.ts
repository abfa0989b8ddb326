/**
 * What a container image starts: a handler by one of AWS's clients, or a program of its own.
 * Source: Lambda, "Create a Lambda function using a container image", and its pages of each language.
 */
import type { Stage } from './dockerfile';
import { joined, TASK_ROOT } from './dockerfile';

export type StartedProgram =
  /** `folder` is that of the image in which the handler's name begins. */
  | {
      readonly kind: 'handler';
      readonly handler: string;
      readonly runtime?: string;
      /** Where only its language is known: `python`. */
      readonly family?: string;
      readonly folder: string;
    }
  /** An executable that speaks the Runtime API itself, by its path in the image. */
  | { readonly kind: 'executable'; readonly path: string; readonly handler?: string }
  /** A web server behind the Lambda Web Adapter. */
  | { readonly kind: 'web' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'other'; readonly words: readonly string[] };

/** What a deployment says over the image's own. Source: Lambda, "ImageConfig". */
export interface ImageConfig {
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
}

/** AWS's clients by the word that starts them, and the runtimes they are for. */
const CLIENTS: readonly { readonly word: RegExp; readonly family: string }[] = [
  { word: /^awslambdaric$/, family: 'python' },
  { word: /(?:^|\/)aws-lambda-ric(?:\/|$|@)/, family: 'nodejs' },
  { word: /(?:^|\/)aws_lambda_ric$/, family: 'ruby' },
  { word: /^com\.amazonaws\.services\.lambda\.runtime\.api\.client\.AWSLambda$/, family: 'java' },
];

/** @param scriptText the text of a script inside the image, where its source is here */
export function startedProgram(
  stage: Stage,
  config: ImageConfig,
  scriptText: (inside: string) => string | undefined,
): StartedProgram {
  const runtime = runtimeOfImage(stage);
  const entry = config.entryPoint ?? stage.entryPoint ?? [];
  const command = config.command ?? (config.entryPoint ? [] : (stage.command ?? []));
  const isLine = config.entryPoint === undefined && stage.isShell && stage.entryPoint !== undefined;
  const words = withoutLambdas([...entry, ...(isLine ? [] : command)]);
  const folder = config.workingDirectory ?? stage.workdir;
  if (words.length === 0) return isOfBootstrap(runtime) ? { kind: 'executable', path: BOOTSTRAP } : { kind: 'nothing' };
  const byClient = handlerOfClient(words);
  if (byClient) return { kind: 'handler', ...byClient, runtime: versioned(byClient.family, runtime), folder };
  if (usesWebAdapter(stage)) return { kind: 'web' };
  const isLambdas = entry.length === 0 || withoutLambdas(entry).length === 0;
  if (isLambdas && isOfBootstrap(runtime)) return { kind: 'executable', path: BOOTSTRAP, handler: words[0] };
  if (isLambdas && words.length === 1 && isHandler(words[0]!)) {
    return { kind: 'handler', handler: words[0]!, runtime, folder: TASK_ROOT };
  }
  const inside = joined(folder, words[0]!);
  const script = scriptText(inside);
  if (script !== undefined) {
    const handed = words.slice(1);
    for (const line of script.split('\n')) {
      const found = handlerOfClient(
        line
          .replace(/"?\$(?:@|\*|1|\{1\})"?/g, handed.join(' '))
          .trim()
          .split(/\s+/),
      );
      if (found) return { kind: 'handler', ...found, runtime: versioned(found.family, runtime), folder };
    }
  }
  const isBuilt = stage.copies.some(
    ({ from, to }) => from !== undefined && (inside === to || inside.startsWith(`${to}/`)),
  );
  if (isBuilt && script === undefined && !/^(?:node|python[\d.]*|java|npm|npx|sh|bash)$/.test(words[0]!)) {
    return { kind: 'executable', path: inside, handler: words[1] };
  }
  return { kind: 'other', words };
}

/** Where an image of `provided` has what it starts. */
const BOOTSTRAP = '/var/runtime/bootstrap';

/** AWS's own entry point, and its emulator, hand on what comes behind them. */
function withoutLambdas(words: readonly string[]): readonly string[] {
  const isLambdas = /(?:^|\/)(?:lambda-entrypoint\.sh|aws-lambda-rie)$/;
  return words.filter((word) => !isLambdas.test(word));
}

function handlerOfClient(words: readonly string[]): { readonly handler: string; readonly family: string } | undefined {
  for (const { word, family } of CLIENTS) {
    const at = words.findIndex((each) => word.test(each));
    const handler = words.slice(at + 1).find((each) => !each.startsWith('-'));
    if (at >= 0 && handler !== undefined && isHandler(handler)) return { handler, family };
  }
  return undefined;
}

/** `app.handler`, `src/app.handler`, `App::Module.method`, `com.example.App::handle` */
function isHandler(word: string): boolean {
  return /^[\w./@:$-]+[.:]\w+$/.test(word) && !/\.(?:sh|jar|m?js|cjs|ts|py|rb)$/.test(word);
}

function isOfBootstrap(runtime: string | undefined): boolean {
  return runtime?.startsWith('provided') === true;
}

function usesWebAdapter({ copies }: Stage): boolean {
  return copies.some(({ from }) => from && 'elsewhere' in from && /lambda-(?:web-)?adapter/.test(from.elsewhere));
}

/** The client says the language; the image's own name its version. */
function versioned(family: string, runtime: string | undefined): string | undefined {
  return runtime?.startsWith(family) ? runtime : undefined;
}

/** `public.ecr.aws/lambda/python:3.12`, `python:3.12-slim`, `amazon/aws-lambda-nodejs:20`; undefined where it names no version. */
function runtimeOfImage({ base }: Stage): string | undefined {
  const [, kind, version = ''] =
    /(?:^|[/-])(?:build-)?(python|nodejs|node|ruby|java|dotnet|provided|go)(?::|(?=\d))[.-]?([\w.]*)/.exec(base) ?? [];
  const number = /^\d+(?:\.\d+)?/.exec(version)?.[0];
  const [major = ''] = number?.split('.') ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'provided')
    return version === '' ? 'provided.al2' : `provided.${/^al\d*/.exec(version)?.[0] ?? 'al2023'}`;
  if (number === undefined || kind === 'go') return undefined;
  switch (kind) {
    case 'node':
    case 'nodejs':
      return `nodejs${major}.x`;
    case 'java':
    case 'dotnet':
      return `${kind}${major}`;
    default:
      return number.includes('.') ? `${kind}${number}` : undefined;
  }
}
