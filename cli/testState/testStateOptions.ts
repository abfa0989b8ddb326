/** The options of `stepwise test-state`, and what they give to the test. */
import { readWrittenError } from '../../core/interpreter/testState';
import { isJsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import type { GivenToTest } from '../../run/stateTest';
import { flagsOf } from '../../run';
import type { Io } from '../io';
import { HELP, type ParsedOptions } from '../options';
import { isWrittenJson, readJsonText } from '../readText';
import { readStateConfiguration } from './stateConfiguration';

const LEVELS = ['INFO', 'DEBUG', 'TRACE'] as const;
const VALIDATION = ['STRICT', 'PRESENT', 'NONE'] as const;

export const OPTIONS = {
  input: {
    value: 'JSON|FILE|-',
    help: () => phrase`the state's input (default: {})`,
  },
  'mock-result': {
    value: 'JSON|FILE|-',
    help: () => phrase`what the state calls answers this; nothing is called`,
  },
  'mock-error': {
    value: 'ERROR[:CAUSE]|JSON',
    help: () => phrase`it fails so: States.Timeout, Busy:try later, {"error":…,"cause":…}`,
  },
  'field-validation': {
    value: VALIDATION.join('|'),
    values: VALIDATION,
    help: () => phrase`how a mock is held against the service (default: STRICT)`,
  },
  inspect: {
    value: LEVELS.join('|'),
    values: LEVELS,
    help: () => phrase`DEBUG and TRACE add what each stage made of the data`,
  },
  variables: {
    value: 'JSON|FILE|-',
    help: () => phrase`the variables the state sees`,
  },
  context: {
    value: 'JSON|FILE|-',
    help: () => phrase`the context object, in place of a made-up one`,
  },
  'state-configuration': {
    value: 'JSON|FILE|-',
    help: () => phrase`how often it was retried, what an ItemReader reads, …: see below`,
  },
  request: {
    value: 'FILE|-',
    help: () =>
      phrase`a JSON object of strings, named as the options are: {"input":"{}","mock-error":"Busy"}; lists of processes do not show it`,
  },
  ...flagsOf('test-state'),
  ...HELP,
} as const;

export type Options = ParsedOptions<typeof OPTIONS>['options'];
type Problem = { readonly problem: string };

/** What the options give to the test, or what is wrong with one of them. */
export async function readGiven(options: Options, io: Io): Promise<GivenToTest | Problem> {
  const read = options.request === undefined ? undefined : await readJsonText(options.request, io);
  if (read && 'problem' in read) return { problem: phrase`--request: ${read.problem}` };
  const request = read && requestIn(read.text, options);
  if (request && 'problem' in request) return request;
  const texts: { [name: string]: string } = {};
  for (const name of JSON_OPTIONS) {
    const given = options[name];
    if (given === undefined) continue;
    const json = await readJson(name, given, io);
    if ('problem' in json) return json;
    texts[name] = json.text;
  }
  const { input, 'mock-result': result, variables, context, ...others } = { ...texts, ...request?.texts };
  const mockError = options['mock-error'] ?? request?.texts['mock-error'];
  const errorOutput = mockError === undefined ? undefined : readWrittenError(mockError);
  if (errorOutput && 'problem' in errorOutput) return { problem: phrase`--mock-error ${errorOutput.problem}` };
  const configuration = readStateConfiguration(others['state-configuration']);
  if (configuration && 'problem' in configuration) return configuration;
  const fieldValidationMode = options['field-validation'] as (typeof VALIDATION)[number] | undefined;
  const isMocked = result !== undefined || errorOutput !== undefined;
  if (fieldValidationMode && !isMocked)
    return { problem: phrase`--field-validation checks a mock: add --mock-result, or leave --field-validation out.` };
  return {
    input,
    variables,
    context,
    stateConfiguration: configuration,
    inspectionLevel: options.inspect as (typeof LEVELS)[number] | undefined,
    mock: isMocked ? { result, errorOutput, fieldValidationMode } : undefined,
  };
}

/** Options that are JSON. */
const JSON_OPTIONS = ['input', 'mock-result', 'variables', 'context', 'state-configuration'] as const;

/** What `--request` says: the texts themselves, never names of files. */
function requestIn(text: string, options: Options): { readonly texts: { readonly [name: string]: string } } | Problem {
  const value = JSON.parse(text) as unknown;
  const names: readonly string[] = [...JSON_OPTIONS, 'mock-error'];
  if (!isJsonObject(value)) return { problem: phrase`--request must be a JSON object.` };
  for (const [name, content] of Object.entries(value)) {
    if (!names.includes(name)) return { problem: phrase`--request has no "${name}". It has ${names.join(', ')}.` };
    if (typeof content !== 'string') return { problem: phrase`${name} in --request must be a string.` };
    if (options[name as keyof Options] !== undefined)
      return { problem: phrase`--${name} is given twice: as an option, and in --request.` };
    if (name !== 'mock-error' && jsonMistake(content) !== undefined)
      return { problem: phrase`The string of ${name} in --request must be JSON.` };
  }
  return { texts: value as { readonly [name: string]: string } };
}

/** JSON written on the command line, or the name of a file of it. */
async function readJson(option: string, given: string, io: Io): Promise<{ readonly text: string } | Problem> {
  if (jsonMistake(given) === undefined) return { text: given };
  if (isWrittenJson(given)) return { problem: phrase`--${option} is not valid JSON. ${jsonMistake(given) ?? ''}` };
  const read = await readJsonText(given, io);
  return 'problem' in read ? { problem: `--${option}: ${read.problem}` } : read;
}
