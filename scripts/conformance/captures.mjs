// Captures: one small machine each, what its tasks answered, and what AWS made of it.
import { asJson, printExact, sameJson } from './exactNumbers.mjs';
import { NEVER } from './taskRunners.mjs';

/** Whether an entry of a list has the form of a capture. */
export function isCapture(entry) {
  return entry?.kind === undefined && typeof entry?.group === 'string' && entry.expect !== undefined;
}

/**
 * A vector of a capture, whose numbers are spelt as the file spells them.
 *
 * @param exact what `parseExact` gave of it
 */
export function captureVector(exact, family, index) {
  const { group, id, input, expect, definition, definitionText, answers, items, checkOnly } = exact;
  return {
    kind: 'capture',
    family: String(group ?? family),
    id: `${group ?? family}/${id ?? index}`,
    definitionText: definitionText ?? printExact(definition ?? null),
    inputText: input === undefined ? '{}' : printExact(input),
    checkOnly: checkOnly === true,
    answers: mapped(answers ?? {}, (given) => [given].flat().map(answerOf)),
    ...(items !== undefined && { items: asJson(items), itemsText: printExact(items) }),
    expect: {
      ...asJson(expect),
      ...(expect.output !== undefined && { outputText: printExact(expect.output) }),
    },
  };
}

function mapped(members, make) {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, make(value)]));
}

function answerOf(exact) {
  if (exact === 'never') return exact;
  const { output, ...failure } = exact;
  if (output === undefined) return asJson(failure);
  return { output: asJson(output), outputText: printExact(output) };
}

/** Answers each call of a state with its next answer; the last one is given again and again. */
export function answerRunner({ answers }) {
  const calls = new Map();
  return (call) => {
    const own = answers[call.state.name];
    if (!own) {
      const cause = `no answer is told of for the state ${call.state.name}`;
      return Promise.resolve({ type: 'failure', error: 'Conformance.NoOutcome', cause });
    }
    const count = calls.get(call.state.name) ?? 0;
    calls.set(call.state.name, count + 1);
    const answer = own[Math.min(count, own.length - 1)];
    if (answer === 'never') return NEVER;
    return Promise.resolve(
      answer.outputText === undefined ? { type: 'failure', ...answer } : { type: 'success', ...answer },
    );
  };
}

/** A file is its text; a list of objects, and a file whose items were written as JSON, is JSON. */
export async function capturedItems({ items, itemsText }, { resource }) {
  if (items === undefined) {
    return { type: 'failure', error: 'States.ItemReaderFailed', cause: 'nothing is told of that could be read' };
  }
  const isText = typeof items === 'string' || resource.endsWith(':listObjectsV2');
  return { type: 'success', output: isText ? items : itemsText };
}

/** What AWS refuses our checker must refuse, and nothing else; what it runs must end as it ends there. */
export function compareCapture({ expect, checkOnly }, { errors, events }) {
  return { output: differences(expect, checkOnly, errors, events) };
}

function differences(expect, checkOnly, errors, events) {
  const found = errors.map(({ code, message }) => `${code}: ${message}`).join('; ');
  if (expect.refused) return verdict(errors.length > 0 ? [] : ['AWS refuses it, we accept it']);
  if (errors.length > 0) return verdict([`AWS accepts it, we refuse it: ${found}`]);
  return verdict(checkOnly ? [] : ended(expect, events));
}

function verdict(messages) {
  return { ok: messages.length === 0, diffs: messages.map((message) => ({ message })) };
}

function ended(expect, events) {
  const last = events.at(-1);
  const actual = {
    ...(last?.executionSucceededEventDetails ??
      last?.executionFailedEventDetails ??
      last?.executionTimedOutEventDetails ??
      last?.executionAbortedEventDetails),
  };
  if (expect.outputText !== undefined) {
    if (actual.output !== undefined && sameJson(expect.outputText, actual.output)) return [];
    return [`output ${expect.outputText} was expected, but it is ${shown(last?.type, actual)}`];
  }
  const texts = ['error', 'cause'].filter((name) => name in expect && expect[name] !== actual[name]);
  return texts.map(
    (name) => `${name} ${JSON.stringify(expect[name])} was expected, but it is ${shown(last?.type, actual)}`,
  );
}

function shown(type, { output, ...error }) {
  return output ?? `${type} ${JSON.stringify(error)}`;
}
