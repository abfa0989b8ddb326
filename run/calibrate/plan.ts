/** Which calls compare our answers with the service's: all definitions, and all states that can be tested by themselves. */
import { testState } from '../../core/interpreter/testState';
import type { TestStateAnswer, TestStateRequest } from '../../core/interpreter/testState';
import { isJsonObject, type Json, type JsonObject } from '../../core/json';
import { jsonText, jsonValue } from '../../core/jsonText';
import type { State } from '../../core/model/machine';
import { responseShape } from '../mocks/responseShape';
import type { LoadedMachine } from '../loadMachine';
import { findingsOf } from '../stepFunctions/definition';
import { samplesOf, type Sample } from './samples';

export type PlannedCall =
  | { readonly kind: 'validation'; readonly machine: string; readonly request: JsonObject; readonly ours: JsonObject }
  | {
      readonly kind: 'test_state';
      readonly machine: string;
      readonly state: string;
      readonly request: TestStateRequest & { readonly stateName: string };
      readonly ours: TestStateAnswer;
      /** Its output is made of chance, of time or of the execution: only how it ends is compared. */
      readonly isVarying: boolean;
    };

export interface Plan {
  readonly calls: readonly PlannedCall[];
  /** States that are not tested. */
  readonly left: readonly {
    readonly machine: string;
    readonly state: string;
    readonly why: 'notReached' | 'readsFiles';
  }[];
}

/** What differs from one execution to the next. */
const VARYING = /\$\$\.|\$states\.context|States\.(?:UUID|MathRandom)|\$(?:uuid|random|now|millis|shuffle)\b/;

/** @param more for every test of a state */
export async function planOf(
  machines: readonly LoadedMachine[],
  signal: AbortSignal,
  more: Pick<TestStateRequest, 'roleArn'> = {},
): Promise<Plan> {
  const calls: PlannedCall[] = [];
  const left: Plan['left'][number][] = [];
  for (const { machine, name, type } of machines) {
    const definition = JSON.stringify(machine.definition);
    calls.push(validationOf(name, definition, type));
    const samples = await samplesOf(machine, signal);
    for (const state of machine.states) {
      const sample = samples.get(state.path);
      if (!sample) left.push({ machine: name, state: state.name, why: 'notReached' });
      else if (state.definition['ItemReader'] !== undefined)
        left.push({ machine: name, state: state.name, why: 'readsFiles' });
      else calls.push(await testOf(name, definition, state, { ...sample, ...more }));
    }
  }
  return { calls, left };
}

function validationOf(machine: string, definition: string, type: 'STANDARD' | 'EXPRESS'): PlannedCall {
  const findings = findingsOf(definition, type);
  return {
    kind: 'validation',
    machine,
    request: { definition, type, severity: 'WARNING' },
    ours: {
      result: findings.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: findings.map((finding) => ({ ...finding })),
    },
  };
}

async function testOf(
  machine: string,
  definition: string,
  state: State,
  sample: Sample & Pick<TestStateRequest, 'roleArn'>,
): Promise<PlannedCall> {
  const request = {
    definition,
    stateName: state.name,
    input: sample.input,
    ...(Object.keys(sample.variables).length > 0 && { variables: variablesText(sample.variables) }),
    ...(sample.roleArn !== undefined && { roleArn: sample.roleArn }),
    ...mockOf(state, sample),
  };
  const ours = await testState(request, { now: () => 0, random: () => 0.5, uuid: () => '0', responseShape });
  const isVarying = VARYING.test(JSON.stringify(state.definition));
  return { kind: 'test_state', machine, state: state.name, request, ours, isVarying };
}

/** Whatever a state would call is mocked: a test must start nothing. */
function mockOf(state: State, { result }: Sample): Pick<TestStateRequest, 'mock'> {
  switch (state.type) {
    case 'Task':
      return { mock: { result: result ?? '{}', fieldValidationMode: 'NONE' } };
    case 'Map':
      return { mock: { result: '[]' } };
    case 'Parallel':
      return { mock: { result: JSON.stringify(state.scopes.map(() => ({}))) } };
    default:
      return {};
  }
}

function variablesText(variables: { readonly [name: string]: string }): string {
  const values: { [name: string]: Json } = {};
  for (const [name, text] of Object.entries(variables)) values[name] = jsonValue(text);
  return jsonText(isJsonObject(values) ? values : {});
}
