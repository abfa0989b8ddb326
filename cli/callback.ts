import { jsonMistake } from '../core/syntax/jsonMistake';
import type { JsonObject } from '../core/json';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { callEndpoint, type EndpointAnswer } from '../run/stepFunctions/callEndpoint';
import { askNeighbours } from '../run/stepFunctions/neighbours';
import { EXIT } from './io';
import type { Io } from './io';
import { readCommandLine, refuse } from './commandLine';
import { optionsHelp } from './options';
import type { ParsedOptions } from './options';
import { readJsonText, readText } from './readText';

export const OPTIONS = {
  token: {
    value: 'TOKEN|-',
    help: () => phrase`the task token that the run printed or a handler received; - reads standard input`,
  },
  endpoint: {
    value: 'URL',
    help: () =>
      phrase`the endpoint of the run (default: $AWS_ENDPOINT_URL_SFN while it runs, else the run that knows the token)`,
  },
  output: {
    value: 'JSON',
    help: () => phrase`success: what the task returns (default: {})`,
  },
  'output-file': {
    value: 'FILE|-',
    help: () => phrase`success: the same, from a file; - reads standard input`,
  },
  error: {
    value: 'NAME',
    help: () => phrase`failure: the error, for Retry and Catch`,
  },
  cause: {
    value: 'TEXT',
    help: () => phrase`failure: why`,
  },
  help: {
    help: () => phrase`show this help`,
  },
} as const;

const usage = (): string => phrase`stepwise callback success|failure|heartbeat --token TOKEN [options]

Answers a waiting task of a run on this machine: a .waitForTaskToken task or an activity.
The run, in another terminal or in an editor, continues with the answer.

${optionsHelp(OPTIONS)}

Exit codes: 0 answered, 1 refused (the task has ended, or there is no such token), 2 the run could not be reached.
`;

type Options = ParsedOptions<typeof OPTIONS>['options'];

/** What each answer is called in the API, and the options it takes. */
const ANSWERS: {
  readonly [answer: string]: {
    readonly operation: string;
    readonly options: readonly (keyof typeof OPTIONS)[];
    readonly done: () => Phrase;
  };
} = {
  success: {
    operation: 'SendTaskSuccess',
    options: ['output', 'output-file'],
    done: () => phrase`The task succeeds.`,
  },
  failure: {
    operation: 'SendTaskFailure',
    options: ['error', 'cause'],
    done: () => phrase`The task fails.`,
  },
  heartbeat: {
    operation: 'SendTaskHeartbeat',
    options: [],
    done: () => phrase`The task goes on waiting.`,
  },
};

/** `stepwise callback`. */
export async function callback(args: string[], io: Io): Promise<number> {
  const parsed = readCommandLine(args, { command: 'callback', options: OPTIONS, usage }, io);
  if ('exit' in parsed) return parsed.exit;
  const { options, positionals } = parsed;
  const [name = '', ...others] = positionals;
  const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
  if (!answer || others.length > 0) {
    return refuse(
      'callback',
      phrase`Choose an answer: stepwise callback ${Object.keys(ANSWERS).join('|')} --token TOKEN`,
      io,
    );
  }
  const foreign = Object.values(ANSWERS)
    .flatMap(({ options: own }) => own)
    .find((option) => options[option] !== undefined && !answer.options.includes(option));
  if (foreign !== undefined) return refuse('callback', phrase`--${foreign} cannot be used with ${name}.`, io);
  if (options.token === undefined) return refuse('callback', phrase`--token TOKEN is missing. The run prints it.`, io);
  if (options.token === '-' && options['output-file'] === '-') {
    return refuse('callback', phrase`--token and --output-file cannot both read standard input.`, io);
  }
  const token = options.token === '-' ? await readText('-', io) : { text: options.token };
  if ('problem' in token) return refuse('callback', token.problem, io);
  const output = name === 'success' ? await outputOf(options, io) : undefined;
  if (output && 'problem' in output) return refuse('callback', output.problem, io);

  const { endpoint, error, cause } = options;
  const input = {
    taskToken: token.text.trim(),
    ...(output && { output: output.text }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
  const result = await (endpoint === undefined
    ? sendToWhoKnows(io.env.AWS_ENDPOINT_URL_SFN, answer.operation, input)
    : callEndpoint(endpoint, answer.operation, input));
  if ('problem' in result) return refuse('callback', result.problem, io);
  if ('refusal' in result) {
    io.error(`stepwise callback: ${result.refusal}\n`);
    return EXIT.failed;
  }
  io.error(`${answer.done()}\n`);
  return EXIT.succeeded;
}

/** @param usual the endpoint that the environment names: its run may have ended long ago, and then the others are asked */
async function sendToWhoKnows(
  usual: string | undefined,
  operation: string,
  input: JsonObject,
): Promise<EndpointAnswer> {
  const first = usual ? await callEndpoint(usual, operation, input) : undefined;
  if (first && !('problem' in first)) return first;
  const others = await askNeighbours(operation, input, usual);
  return others ?? first ?? { refusal: phrase`No run on this machine is waiting for an answer with this token.` };
}

async function outputOf(options: Options, io: Io): Promise<{ readonly text: string } | { readonly problem: string }> {
  const file = options['output-file'];
  if (file !== undefined && options.output !== undefined)
    return { problem: phrase`--output and --output-file cannot be used together.` };
  if (file !== undefined) return readJsonText(file, io);
  const text = options.output ?? '{}';
  const mistake = jsonMistake(text);
  return mistake === undefined ? { text } : { problem: phrase`--output is not valid JSON. ${mistake}` };
}
