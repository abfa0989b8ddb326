/** What is wrong in a mock configuration beyond its shape: names that mean nothing, attempts nobody answers, answers no service gives. */
import { knownResponse } from '../../core/catalog/integrations';
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { nearestName } from '../../core/nearestName';
import type { MockConfig, MockConfigProblem, MockedAttempts, MockedResponse, MockSpan } from './mockConfig';

/** A machine as far as mocks concern it. */
export interface MockableMachine {
  readonly names: readonly string[];
  readonly states: readonly { readonly name: string; readonly type?: string; readonly resource?: string }[];
}

/**
 * @param machines of the project; what a state is called and calls is only checked where its machine is there
 */
export function checkMockConfig(config: MockConfig, machines: readonly MockableMachine[]): MockConfigProblem[] {
  const problems: MockConfigProblem[] = [];
  const report = (span: MockSpan, severity: MockConfigProblem['severity'], message: string): void => {
    // Two states may share a response: it is wrong once.
    if (problems.some((known) => known.span.start === span.start && known.message === message)) return;
    problems.push({ span, severity, message });
  };
  const responses = new Map(config.responses.map((response) => [response.name, response]));
  for (const response of config.responses) checkAttempts(response, report);
  for (const { name, span, cases } of config.machines) {
    const machine = machineOf(name, config, machines);
    if (!machine && machines.length > 0) {
      const known = machines.map(({ names }) => names[0]!);
      report(span, 'information', phrase`This project has no state machine "${name}"${meant(name, known)}`);
    }
    for (const { states } of cases) {
      for (const state of states) {
        const response = responses.get(state.response);
        if (!response) {
          const names = [...responses.keys()];
          report(
            state.responseSpan,
            'error',
            phrase`"MockedResponses" has no response "${state.response}"${meant(state.response, names)}`,
          );
        }
        const known = machine?.states.find((candidate) => candidate.name === state.name);
        if (machine && !known) {
          const names = machine.states.map((candidate) => candidate.name);
          report(state.span, 'error', phrase`"${name}" has no state "${state.name}"${meant(state.name, names)}`);
        } else if (known?.type !== undefined && known.type !== 'Task' && known.type !== 'Map') {
          report(
            state.span,
            'warning',
            phrase`"${state.name}" is a ${known.type} state, which calls nothing that a mock could answer.`,
          );
        }
        if (response && known?.resource !== undefined) checkAnswers(response, known.resource, report);
      }
    }
  }
  return problems.sort((one, other) => one.span.start - other.span.start);
}

type Report = (span: MockSpan, severity: MockConfigProblem['severity'], message: string) => void;

/** A definition may be registered under any name: the only machine of a file is the only one of its project. */
function machineOf(
  name: string,
  config: MockConfig,
  machines: readonly MockableMachine[],
): MockableMachine | undefined {
  const named = machines.find(({ names }) => names.includes(name));
  return named ?? (config.machines.length === 1 && machines.length === 1 ? machines[0] : undefined);
}

/** The attempts of a response follow one another from 0, each answered once. */
function checkAttempts({ name, span, attempts }: MockedResponse, report: Report): void {
  const inOrder = [...attempts].sort((one, other) => one.from - other.from);
  let next = 0;
  for (const { from, to, span: at } of inOrder) {
    if (from < next) report(at, 'error', phrase`Attempt ${from} is answered twice: the ranges of "${name}" overlap.`);
    if (from > next) {
      const missing = from - next === 1 ? phrase`attempt ${next}` : phrase`attempts ${next} to ${from - 1}`;
      report(at, 'warning', phrase`Nothing answers ${missing} of "${name}": a run that gets there ends.`);
    }
    next = Math.max(next, to + 1);
  }
  if (attempts.length === 0)
    report(span, 'warning', phrase`The response "${name}" answers no attempt: it needs at least "0".`);
}

function checkAnswers({ attempts }: MockedResponse, resource: string, report: Report): void {
  const shape = knownResponse(resource);
  if (shape === undefined) return;
  for (const attempt of attempts) {
    const mistake = 'return' in attempt.answer ? mistakeIn(attempt.answer.return, shape, resource) : undefined;
    if (mistake !== undefined) report((attempt satisfies MockedAttempts).answerSpan, 'warning', mistake);
  }
}

/** The samples do not hold every field, so an answer is wrong only where it shares none with them, or one of another type. */
function mistakeIn(answer: Json, sample: JsonObject, resource: string): string | undefined {
  const call = resource.replace(/^arn:[^:]*:states:[^:]*:[^:]*:/, '');
  if (!isJsonObject(answer)) return phrase`${call} returns an object, not ${nameOf(answer)}.`;
  const fields = Object.keys(sample).filter((field) => !field.startsWith('Sdk'));
  const given = Object.keys(answer);
  if (given.length > 0 && fields.length > 0 && !given.some((field) => Object.hasOwn(sample, field))) {
    return phrase`${call} returns ${fields.join(', ')}, and this has none of them.`;
  }
  // A sample's text may stand for anything that is written as one; its objects and numbers do not.
  const odd = fields.find((field) => Object.hasOwn(answer, field) && !isAlike(answer[field]!, sample[field]!));
  return odd && phrase`${call} returns ${nameOf(sample[odd]!)} as ${odd}, not ${nameOf(answer[odd]!)}.`;
}

function isAlike(given: Json, sample: Json): boolean {
  // The payload of a function and the output of an execution may be anything.
  if (isJsonObject(sample) && Object.keys(sample).length === 0) return true;
  return typeof sample === 'string' || nameOf(given) === nameOf(sample);
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { object: phrase`an object`, string: 'a string', number: 'a number', boolean: 'a boolean' }[
    typeof value as 'object' | 'string' | 'number' | 'boolean'
  ];
}

function meant(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) return phrase`. Did you mean "${nearest}"?`;
  return known.length === 0 ? '.' : phrase`. Known here: ${known.map((each) => `"${each}"`).join(', ')}.`;
}
