/** One state on its own, for whoever asks: the terminal, and an editor by the debug adapter. */
import { explainState } from '../../core/explain';
import type { TestStateRefusal, TestStateRequest, TestStateResponse } from '../../core/interpreter/testState';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import type { MockQuestion } from '../run';
import type { StateToTest } from './stateToTest';
import { testLocalState } from './testLocalState';
import type { TestOptions } from './testLocalState';

export { stateToTest } from './stateToTest';
export type { StateToTest, WantedState } from './stateToTest';

/** What came of it. */
export type StateTest =
  | {
      readonly kind: 'tested';
      readonly response: TestStateResponse;
      /** Of an error: one line of ours. */
      readonly why?: string;
    }
  /** Nothing here answers what the state calls. */
  | { readonly kind: 'unanswered'; readonly question: MockQuestion }
  | {
      readonly kind: 'refused';
      readonly refusal: TestStateRefusal;
      /** It has no mock, and needs one. */
      readonly lacksMock: boolean;
    };

/** What a test is given besides its state. */
export type GivenToTest = Omit<TestStateRequest, 'definition' | 'stateName'>;

export async function runStateTest(
  { definition, stateName, name, stack, needsMock }: StateToTest,
  given: GivenToTest,
  options: Omit<TestOptions, 'name' | 'stack'>,
): Promise<StateTest> {
  const { answer, unanswered } = await testLocalState({ definition, stateName, ...given }, { ...options, name, stack });
  const [question] = unanswered;
  if (question) return { kind: 'unanswered', question };
  if ('error' in answer) return { kind: 'refused', refusal: answer.error, lacksMock: needsMock && !given.mock };
  const why = whyFailed({ definition, stateName }, given, answer.response);
  return { kind: 'tested', response: answer.response, ...(why !== undefined && { why }) };
}

function whyFailed(
  { definition, stateName }: Pick<TestStateRequest, 'definition' | 'stateName'>,
  { input = '{}', mock }: GivenToTest,
  { error, cause }: TestStateResponse,
): string | undefined {
  if (error === undefined && cause === undefined) return undefined;
  const whole = JSON.parse(definition) as object;
  const text = 'States' in whole ? definition : `{"States":{${JSON.stringify(stateName ?? '')}:${definition}}}`;
  const { states } = buildMachine(parseDocument('definition.asl.json', text, 'json')) ?? {};
  const state = states?.find(({ name }) => stateName === undefined || name === stateName);
  return state && explainState(state, input, { error, cause }, { result: mock?.result })?.sentence;
}
