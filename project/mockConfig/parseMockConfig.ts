import path from 'node:path';
import type { Node } from 'jsonc-parser';
import type { Json } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { parseJsonTree, valueOfNode } from '../jsonTree';
import type { MockAnswer } from '../project';
import type {
  MockConfig,
  MockConfigProblem,
  MockedAttempts,
  MockedMachine,
  MockedResponse,
  MockedState,
  MockSpan,
  MockTestCase,
} from './mockConfig';
import { readAttempts } from './readAttempts';

export interface MockConfigResult {
  readonly config: MockConfig;
  /** In the order of the text. What is wrong is left out of the config. */
  readonly problems: readonly MockConfigProblem[];
}

type Report = (node: Node, message: string, isOfShape?: boolean) => void;

interface Member {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** Reads the text of a mock configuration; comments and trailing commas are welcome. */
export function parseMockConfig(file: string, text: string): MockConfigResult {
  const problems: MockConfigProblem[] = [];
  const report: Report = (node, message, isOfShape = true) =>
    problems.push({ message, span: spanOf(node), severity: 'error', ...(isOfShape && { isOfShape }) });
  const { root, problems: faults } = parseJsonTree(text);
  for (const { offset, length, what } of faults) {
    const span = { start: offset, end: offset + length };
    problems.push({
      message: phrase`${path.basename(file)} is not valid JSON. ${what}`,
      span,
      severity: 'error',
      isOfShape: true,
    });
  }
  const top = root ? record(root, phrase`The file`, ['StateMachines', 'MockedResponses'], report) : {};
  const { StateMachines: machines, MockedResponses: responses } = top;
  if (root && faults.length === 0 && !machines)
    report(root, phrase`The file needs "StateMachines", which says what is mocked in each state machine.`);
  return {
    config: {
      file,
      machines: members(machines, '"StateMachines"', report).map((member) => readMachine(member, report)),
      responses: members(responses, '"MockedResponses"', report).map((member) => readResponse(member, report)),
    },
    problems: problems.sort((one, other) => one.span.start - other.span.start),
  };
}

function readMachine({ name, key, value }: Member, report: Report): MockedMachine {
  const { TestCases: cases } = record(value, `"${name}"`, ['TestCases'], report);
  if (value.type === 'object' && !cases) report(key, phrase`The state machine "${name}" needs "TestCases".`);
  return {
    name,
    span: spanOf(key),
    cases: members(cases, phrase`"TestCases" of "${name}"`, report).map((member) => readCase(member, report)),
  };
}

function readCase({ name, key, value }: Member, report: Report): MockTestCase {
  const states = members(value, phrase`The test case "${name}"`, report).flatMap((state): MockedState[] => {
    if (state.value.type !== 'string') {
      report(state.value, phrase`"${state.name}" must be the name of a response in "MockedResponses".`);
      return [];
    }
    const response = String(state.value.value);
    return [{ name: state.name, span: spanOf(state.key), response, responseSpan: spanOf(state.value) }];
  });
  return { name, span: spanOf(key), states };
}

function readResponse({ name, key, value }: Member, report: Report): MockedResponse {
  const attempts = members(value, phrase`The response "${name}"`, report).flatMap((member): MockedAttempts[] => {
    const range = readAttempts(member.name);
    if (!range) {
      const forms = phrase`count attempts from 0, and write "0" or "1-3"`;
      report(member.key, phrase`"${member.name}" is not an attempt: ${forms}.`, false);
    }
    const answer = readAnswer(member, report);
    if (!range || !answer) return [];
    return [{ ...range, span: spanOf(member.key), answer, answerSpan: spanOf(member.value) }];
  });
  return { name, span: spanOf(key), attempts };
}

function readAnswer({ name, value }: Member, report: Report): MockAnswer | undefined {
  const answer = record(value, phrase`Attempt "${name}"`, ['Return', 'Throw'], report);
  if (value.type !== 'object') return undefined;
  if ((answer['Return'] === undefined) === (answer['Throw'] === undefined)) {
    report(value, phrase`Attempt "${name}" must have either "Return" or "Throw".`);
    return undefined;
  }
  if (answer['Return']) return { return: valueOfNode(answer['Return']) as Json };
  const { Error: error, Cause: cause } = record(answer['Throw']!, '"Throw"', ['Error', 'Cause'], report);
  if (error?.type !== 'string') {
    report(error ?? answer['Throw']!, phrase`"Throw" must have an "Error", a string with the name of the error.`);
    return undefined;
  }
  if (cause && cause.type !== 'string') {
    report(cause, phrase`"Cause" must be a string.`);
    return undefined;
  }
  return { error: String(error.value), ...(cause && { cause: String(cause.value) }) };
}

/** The fields of an object that may hold these alone. Of a field written twice the last one counts, as in JSON. */
function record(node: Node, what: string, fields: readonly string[], report: Report): { [field: string]: Node } {
  const found: { [field: string]: Node } = {};
  for (const { name, key, value } of members(node, what, report)) {
    // AWS's own examples carry comments beside the fields.
    if (name === '$schema' || name === 'Comment') continue;
    if (fields.includes(name)) found[name] = value;
    else report(key, phrase`${what} has no field "${name}". It can have ${fields.join(' and ')}.`);
  }
  return found;
}

function members(node: Node | undefined, what: string, report: Report): Member[] {
  if (!node) return [];
  if (node.type !== 'object') {
    report(node, phrase`${what} must be an object.`);
    return [];
  }
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && value ? [{ name: String(key.value), key, value }] : [];
  });
}

function spanOf({ offset, length }: Node): MockSpan {
  return { start: offset, end: offset + length };
}
