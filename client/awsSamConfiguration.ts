/**
 * Launch configurations of the AWS Toolkit (`aws-sam`, `direct-invoke`), read as they stand: what they run runs here without SAM
 * and without Docker. Where the Toolkit is installed F5 on one is its own, and each is offered once more beside it.
 * https://docs.aws.amazon.com/toolkit-for-vscode/latest/userguide/serverless-apps-run-debug-config-ref.html
 */
import type * as vscode from 'vscode';
import { endingsOf, HANDLER_LANGUAGE_IDS, languageOf, languageOfRuntime } from '../core/handlers';
import { isJsonObject } from '../core/json';
import { phrase } from '../core/l10n/phrase';
import { DEBUG_TYPES } from '../messages/ids';

export const AWS_SAM = 'aws-sam';

type Given = { readonly [member: string]: unknown };

/** Whether it is one that can be read. */
export function isAwsSam({ type, request }: { readonly type?: unknown; readonly request?: unknown }): boolean {
  return type === AWS_SAM && request === 'direct-invoke';
}

/**
 * @param exists whether a file is there, of a path that may begin with `${workspaceFolder}`
 * @returns one of ours, or why there is none: a sentence
 */
export async function fromAwsSam(
  configuration: Given & { readonly name?: unknown },
  exists: (file: string) => Promise<boolean>,
): Promise<vscode.DebugConfiguration | { readonly problem: string }> {
  const name = typeof configuration['name'] === 'string' ? configuration['name'] : AWS_SAM;
  const lambda = objectOf(configuration['lambda']);
  const subject = await subjectOf(objectOf(configuration['invokeTarget']), lambda, exists);
  if (typeof subject === 'string') return { problem: phrase`"${name}" in launch.json cannot be run: ${subject}` };
  const input = inputOf(objectOf(lambda['payload']));
  if (objectOf(configuration['invokeTarget'])['target'] === 'api' && Object.keys(input).length === 0) {
    return {
      problem: phrase`"${name}" in launch.json calls an API. Stepwise calls its function with an event: give the one that the API sends in "lambda": { "payload": … }.`,
    };
  }
  const parameters = objectOf(objectOf(objectOf(configuration['sam'])['template'])['parameters']);
  const values = Object.fromEntries(Object.entries(parameters).map(([key, value]) => [`param:${key}`, value]));
  const settings = Object.fromEntries(
    SETTINGS.flatMap((key) => (lambda[key] === undefined ? [] : [[key, lambda[key]]])),
  );
  return {
    type: DEBUG_TYPES.workflow,
    request: 'launch',
    name,
    target: 'function',
    ...subject,
    ...input,
    ...(Object.keys(values).length > 0 && { values }),
    ...(Object.keys(settings).length > 0 && { lambda: settings }),
  };
}

/** What our own configurations call by the same names. */
const SETTINGS = ['runtime', 'memoryMb', 'timeoutSec', 'environmentVariables'] as const;

async function subjectOf(
  target: Given,
  { runtime }: Given,
  exists: (file: string) => Promise<boolean>,
): Promise<{ readonly program: string; readonly function?: string } | string> {
  if (target['target'] === 'template' || target['target'] === 'api') {
    const { templatePath, logicalId } = target;
    if (typeof templatePath !== 'string' || typeof logicalId !== 'string')
      return phrase`"invokeTarget" must have "templatePath" and "logicalId".`;
    return { program: inFolder(templatePath), function: logicalId };
  }
  const { projectRoot = '', lambdaHandler } = target;
  if (target['target'] !== 'code' || typeof projectRoot !== 'string' || typeof lambdaHandler !== 'string')
    return phrase`"invokeTarget" must have "target": "template" with "templatePath" and "logicalId", or "code" with "projectRoot" and "lambdaHandler".`;
  const wanted = typeof runtime === 'string' ? languageOfRuntime(runtime) : undefined;
  for (const id of wanted === undefined ? HANDLER_LANGUAGE_IDS : [wanted]) {
    const { modulePath, exportName } = languageOf(id).splitHandler(lambdaHandler);
    for (const ending of [...endingsOf(id), ...languageOf(id).initFiles]) {
      const program = `${inFolder(projectRoot).replace(/\/+$/, '')}/${modulePath}${ending}`;
      if (await exists(program)) return { program, function: exportName };
    }
  }
  return phrase`no file in "${projectRoot}" holds the handler "${lambdaHandler}".`;
}

/** The Toolkit's paths are relative to the folder of the workspace. */
function inFolder(file: string): string {
  const isAbsolute = /^([/\\$]|[a-zA-Z]:)/.test(file);
  return isAbsolute ? file : ['${workspaceFolder}', ...(file === '' || file === '.' ? [] : [file])].join('/');
}

function inputOf({ json, path }: Given): { readonly input?: unknown; readonly inputFile?: string } {
  if (typeof path === 'string' && path !== '') return { inputFile: inFolder(path) };
  return json === undefined ? {} : { input: json };
}

function objectOf(value: unknown): Given {
  return isJsonObject(value) ? value : {};
}
