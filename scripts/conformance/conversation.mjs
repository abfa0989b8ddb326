// A conversation with the API of Step Functions, held with the service of a local run.

/** The account of the recordings; ours has another. */
const RECORDED_ACCOUNT = '111111111111';

/** Makes the calls one after the other. Gives each answer by the name the vector knows it by, and what went wrong. */
export async function converse({ calls = [] }, core) {
  const service = new core.StepFunctionsService();
  let ids = 0;
  service.host = {
    project: { machines: [], functions: [], problems: [] },
    now: () => Date.now(),
    uuid: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
    start: () => ({ problem: 'A conversation is held without machines.' }),
  };
  const answers = {};
  const faults = [];
  for (const { service: name, op, params, expect, fails } of calls) {
    if (name !== 'stepfunctions') {
      faults.push(`There is no local service of ${name} to call ${op} of.`);
      continue;
    }
    const input = inAccount(params ?? {}, RECORDED_ACCOUNT, core.LOCAL_ACCOUNT);
    const answer = await service.call(op, input, new AbortController().signal);
    const isError = answer instanceof core.ApiError;
    if (isError && !fails) faults.push(`${op}: ${answer.code}: ${answer.message}`);
    if (expect === undefined) continue;
    const told = isError ? { error: { code: answer.code, message: answer.message } } : { response: answer };
    answers[expect] = inAccount(told, core.LOCAL_ACCOUNT, RECORDED_ACCOUNT);
  }
  await service.close();
  return { answers, faults };
}

function inAccount(value, from, to) {
  return JSON.parse(JSON.stringify(value).replaceAll(from, to));
}

/** Every recorded answer is compared, and no call may have failed that AWS answered. */
export function compareConversation(
  { expected, substitutions },
  { answers, faults },
  { compareError, compareResponse, compareValue },
) {
  const at = (level) => {
    const diffs = faults.map((message) => ({ message }));
    for (const [name, { response, error }] of Object.entries(expected.answers ?? {})) {
      const answer = answers[name] ?? {};
      const compare = error ? compareError : typeof response === 'string' ? compareValue : compareResponse;
      const compared = compare(error ?? response, error ? answer.error : answer.response, { level, substitutions });
      diffs.push(...compared.diffs.map(({ message }) => ({ message: `${name}: ${message}` })));
    }
    // Events that other services had of it are part of the recording, and nothing here sends them.
    for (const name of Object.keys(expected.composed ?? {}))
      diffs.push({ message: `${name}: nothing here tells of it` });
    return { ok: diffs.length === 0, diffs };
  };
  return { output: at('output'), history: at('history') };
}
