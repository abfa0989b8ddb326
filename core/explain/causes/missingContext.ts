import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { replacing, replacingExpression } from '../edit';
import type { Missing } from '../missing';

/** Members of the context object that people ask the input for. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Execution: ['Id', 'Input', 'Name', 'RoleArn', 'StartTime', 'RedriveCount', 'RedriveTime'],
  State: ['EnteredTime', 'Name', 'RetryCount'],
  StateMachine: ['Id', 'Name'],
  Task: ['Token'],
  Map: ['Item'],
};

function isOfContext({ root, steps, found }: Missing): boolean {
  const [first, second] = steps;
  if (root !== 'input' || found > 0 || typeof first !== 'string' || typeof second !== 'string') return false;
  return Object.hasOwn(MEMBERS, first) && MEMBERS[first]!.includes(second);
}

/** `$.Map.Item.Value`: the context object is `$$`. */
export const missingContext: Explain = ({ missing, state }) => {
  if (!missing || !isOfContext(missing)) return undefined;
  const { written, rewritten, steps } = missing;
  const isJsonata = state?.queryLanguage === 'JSONata';
  const right = isJsonata ? rewritten(steps).replace('$states.input', '$states.context') : `$${rewritten(steps)}`;
  return {
    sentence: isJsonata
      ? phrase`${rewritten(steps)} is looked for in the state's input. The context object has it: ${right}.`
      : phrase`One $ means the state's input, which has no ${String(steps[0])}. The context object begins with two: ${right}.`,
    ...(isJsonata ? replacingExpression(state, written, right) : replacing(state, written, right)),
  };
};
