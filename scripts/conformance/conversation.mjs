// A conversation with the API of Step Functions, held with the service of a local run.
import { newerThan } from './newerMembers.mjs';
import { clientRefusal } from './recordingClient.mjs';
import { recordedIds, withRecordedIds } from './recordedIds.mjs';

/** The account of the recordings; ours has another. */
const RECORDED_ACCOUNT = '111111111111';

/** Makes the calls one after the other. Gives each answer by the name the vector knows it by, and what went wrong. */
export async function converse(vector, core) {
  const service = new core.StepFunctionsService();
  const stop = new AbortController();
  core.hostExecutions(hostOptions(vector, stop.signal), service);
  const ids = recordedIds(vector);
  service.host = withRecordedIds(service.host, ids);
  const calls = [...machinesBefore(vector), ...(vector.calls ?? [])];
  const answers = {};
  const faults = [];
  const tokens = new Map();
  for (const call of calls) {
    const { service: name, op, params = {}, expect, fails } = call;
    if (name !== 'stepfunctions') {
      faults.push(`There is no local service of ${name} to call ${op} of.`);
      continue;
    }
    ids.begin(call);
    const given = /^page-\d+$/.test(params.nextToken) ? { ...params, nextToken: tokens.get(op) } : params;
    const input = inAccount(given, RECORDED_ACCOUNT, core.LOCAL_ACCOUNT);
    const refused = clientRefusal(input, core.OPERATIONS[op]?.parameters);
    const answer = refused ?? (await service.call(op, input, stop.signal));
    const isError = refused !== undefined || answer instanceof core.ApiError;
    if (isError && !fails) faults.push(`${op}: ${answer.code}: ${answer.message}`);
    if (answer.nextToken) tokens.set(op, answer.nextToken);
    if (!isError && op === 'StartExecution') await aMoment(service.executions.find(answer.executionArn)?.result);
    if (expect === undefined) continue;
    const told = isError
      ? { error: { code: answer.code, message: answer.message }, text: spoken(op, answer) }
      : { response: answer };
    answers[expect] = inAccount(told, core.LOCAL_ACCOUNT, RECORDED_ACCOUNT);
  }
  stop.abort();
  await service.close();
  return { answers, faults };
}

/** What the service has against a single request. */
export async function refusal({ operation, request, definitionText }, core) {
  const service = new core.StepFunctionsService();
  const answer = await service.call(
    operation,
    { ...request, definition: definitionText },
    new AbortController().signal,
  );
  return answer instanceof core.ApiError ? [answer] : [];
}

/** A run without functions, in which a person is asked for what services answer, and never answers. */
function hostOptions({ calls = [] }, signal) {
  const never = () => new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  return {
    project: { root: '.', machines: [], functions: [], events: [], problems: [] },
    lambda: { invoke: never, dispose: () => Promise.resolve() },
    // Recordings wait for the end of what they start, unless they stop it.
    clock: calls.some(({ op }) => op === 'StopExecution') ? 'real' : 'skip',
    emit: () => undefined,
    ask: never,
    signal,
  };
}

/** A machine that was there before the conversation, by the name the calls know; a recorded answer may tell of it. */
function machinesBefore({ calls = [], definition: own, expected, substitutions = {} }) {
  const described = Object.values(expected.answers ?? {}).find(({ response }) => response?.definition);
  const definition = own ?? described?.response.definition;
  if (!definition || calls.some(({ op }) => op === 'CreateStateMachine')) return [];
  const role = substitutions['<role-name>'] ?? 'role';
  const named = JSON.stringify(calls).matchAll(/:stateMachine:([\w-]+)/g);
  return [...new Set([...named].map(([, name]) => name))].map((name) => ({
    service: 'stepfunctions',
    op: 'CreateStateMachine',
    params: {
      name,
      definition: JSON.stringify(definition),
      roleArn: `arn:aws:iam::${RECORDED_ACCOUNT}:role/${role}`,
    },
  }));
}

/** Between two calls of a recording an execution ended, unless it waits for something. */
function aMoment(result) {
  let timer;
  const longEnough = new Promise((resolve) => (timer = setTimeout(resolve, 100)));
  return Promise.race([result, longEnough]).finally(() => clearTimeout(timer));
}

/** An error as the client that made the recordings prints it. */
function spoken(op, { code, message }) {
  if (code === 'ParamValidationError') return message;
  return `An error occurred (${code}) when calling the ${op} operation: ${message}`;
}

function inAccount(value, from, to) {
  return JSON.parse(JSON.stringify(value).replaceAll(from, to));
}

/** Every recorded answer is compared, and no call may have failed that AWS answered. */
export function compareConversation(
  { expected, substitutions, recordedDate },
  { answers, faults },
  { compareError, compareResponse, compareValue },
) {
  const alsoIgnoreKeys = newerThan({ recordedDate });
  const at = (level) => {
    const diffs = faults.map((message) => ({ message }));
    for (const [name, { response, error }] of Object.entries(expected.answers ?? {})) {
      const { text, ...answer } = answers[name] ?? {};
      const compare = error ? compareError : typeof response === 'string' ? compareValue : compareResponse;
      const actual = error ? answer.error : typeof response === 'string' ? text : answer.response;
      const compared = compare(error ?? response, actual, { level, substitutions, alsoIgnoreKeys });
      diffs.push(...compared.diffs.map(({ message }) => ({ message: `${name}: ${message}` })));
    }
    // Events that other services had of it are part of the recording, and nothing here sends them.
    for (const name of Object.keys(expected.composed ?? {}))
      diffs.push({ message: `${name}: nothing here tells of it` });
    return { ok: diffs.length === 0, diffs };
  };
  return { output: at('output'), history: at('history') };
}
