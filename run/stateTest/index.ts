/** One state on its own, for whoever asks: the terminal, and an editor by the debug adapter. */
import type { TestStateRefusal, TestStateRequest, TestStateResponse } from '../../core/interpreter/testState';
import type { MockQuestion } from '../run';
import type { StateToTest } from './stateToTest';
import { testLocalState } from './testLocalState';
import type { TestOptions } from './testLocalState';

export { stateToTest } from './stateToTest';
export type { StateToTest, WantedState } from './stateToTest';

/** What came of it. */
export type StateTest =
  | { readonly kind: 'tested'; readonly response: TestStateResponse }
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
  return { kind: 'tested', response: answer.response };
}
