/** What TestState refuses before it runs anything. The messages are AWS's (recorded). */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { jsonValue } from '../../jsonText';
import { STATE_TYPES, type State, type StateType } from '../../model/machine';
import { parseTaskResource } from '../taskResource';
import { mockedResultFault } from './checkMockedResult';
import type { TestStateHost, TestStateRefusal, TestStateRequest } from './testStateCall';

export function validation(message: string): TestStateRefusal {
  return { code: 'ValidationException', message };
}

export function invalidDefinition(message: string): TestStateRefusal {
  return { code: 'InvalidDefinition', message };
}

/** JSON text, parsed; a refusal otherwise. */
export function parseJson(text: string, message: string): { value: Json } | { refusal: TestStateRefusal } {
  try {
    return { value: jsonValue(text) };
  } catch {
    return { refusal: validation(message) };
  }
}

const SUBJECT_TO_MOCKS: ReadonlySet<StateType> = new Set(['Task', 'Map', 'Parallel']);

/** The state itself, and whether it may, must or must not be mocked. */
export function refuseState(state: State, request: TestStateRequest): TestStateRefusal | undefined {
  const { type, definition } = state;
  if (!type) {
    const types = 'Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map';
    return schemaFault(`The field 'Type' should have one of these values: [${types}] at /States/${state.name}/Type`);
  }
  if (type === 'Parallel' && Array.isArray(definition.Branches) && definition.Branches.length === 0) {
    return schemaFault(`Value cannot be empty at /States/${state.name}/Branches`);
  }
  const { mock } = request;
  if (mock && request.revealSecrets) {
    return validation('TestState does not support RevealSecrets when a mock is specified.');
  }
  if (mock?.result !== undefined && mock.errorOutput !== undefined) {
    return validation('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  if (mock && !SUBJECT_TO_MOCKS.has(type)) {
    return validation(`State type '${type}' is not supported when a mock is specified`);
  }
  if (!mock && (type === 'Map' || type === 'Parallel')) {
    const supported = STATE_TYPES.filter((name) => name !== 'Map' && name !== 'Parallel');
    const order = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice'].filter((name) =>
      supported.includes(name as never),
    );
    return invalidDefinition(
      `TestState API does not support Map or Parallel states. Supported state types include: [${order.join(', ')}]`,
    );
  }
  if (!mock && type === 'Task' && request.roleArn === undefined) {
    return validation('RoleArn must be specified when testing a Task state');
  }
  return undefined;
}

function schemaFault(what: string): TestStateRefusal {
  return invalidDefinition(`Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: ${what}'`);
}

/** A mocked result of the wrong shape for its state. */
export function refuseResult(
  state: State,
  result: Json,
  request: TestStateRequest,
  { responseShape }: Pick<TestStateHost, 'responseShape'>,
): TestStateRefusal | undefined {
  if (state.type === 'Task' && typeof state.definition.Resource === 'string') {
    const mode = request.mock?.fieldValidationMode ?? 'STRICT';
    const fault = mockedResultFault(parseTaskResource(state.definition.Resource), result, mode, responseShape);
    return fault === undefined ? undefined : validation(fault);
  }
  if (state.type === 'Parallel') {
    if (!Array.isArray(result)) return validation('Mocked result must be an array.');
    if (result.length !== state.scopes.length) {
      return validation('Mocked result must contain the same number of items as number of Parallel branches.');
    }
  }
  if (state.type === 'Map') {
    if (state.definition.ResultWriter !== undefined) {
      return isJsonObject(result) ? undefined : validation('Mocked result must be a JSON object.');
    }
    if (!Array.isArray(result)) return validation('Mocked result must be an array.');
    if ((request.stateConfiguration?.mapIterationFailureCount ?? 0) > result.length) {
      return validation('Map iteration failure count must be less than or equal to the number of Map iterations');
    }
  }
  return undefined;
}

/** The fields a given context object may have, and their types. */
const CONTEXT_FIELDS: { readonly [part: string]: { readonly [field: string]: 'string' | 'number' | 'any' } } = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/** @param state a token is only for a task that waits */
export function refuseContext(context: Json, state: State): TestStateRefusal | undefined {
  const refuse = (what: string): TestStateRefusal => validation(`Invalid Context object provided: ${what}`);
  if (!isJsonObject(context)) return refuse('must be a JSON object');
  for (const [part, value] of Object.entries(context)) {
    if (part === 'Map') return refuse("'Map' field is not supported when mocking a Context object");
    const fields = Object.hasOwn(CONTEXT_FIELDS, part) ? CONTEXT_FIELDS[part] : undefined;
    if (!fields) return refuse(`Field '${part}' is not allowed`);
    if (!isJsonObject(value)) return refuse(`${part} must be an object`);
    const fault = faultyField(part, value, part === 'Task' && !waits(state) ? {} : fields);
    if (fault) return refuse(fault);
  }
  return undefined;
}

function waits({ type, definition }: State): boolean {
  const { Resource: resource } = definition;
  return type === 'Task' && typeof resource === 'string' && parseTaskResource(resource).pattern !== 'requestResponse';
}

function faultyField(
  part: string,
  value: JsonObject,
  fields: { readonly [field: string]: string },
): string | undefined {
  for (const [field, content] of Object.entries(value)) {
    const type = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (!type) return `Field '${field}' is not allowed`;
    if (type !== 'any' && typeof content !== type) return `${part}.${field} must be a ${type}`;
  }
  return undefined;
}
