/** Which variables each state refers to: DescribeStateMachine's `variableReferences`. */
import { buildMachine } from '../model/buildMachine';
import { parseDocument } from '../syntax/parse';
import { JSONATA_FUNCTION_NAMES } from './jsonataFunctionNames';
import { ruleContext } from './validate';
import { variablesOf } from './variables';

/** State → the names of its variables, sorted, without `$`; a state that refers to none is left out. Shape: recorded. */
export type VariableReferences = { [state: string]: string[] };

/** Names in the expressions that are no variables: functions, and what Step Functions gives every expression. */
const NO_VARIABLES: ReadonlySet<string> = new Set([...JSONATA_FUNCTION_NAMES, 'states', 'eval']);

/** @param definition JSON text; of a text that is no machine there are none */
export function variableReferences(definition: string): VariableReferences {
  const machine = buildMachine(parseDocument('definition.asl.json', definition, 'json'));
  if (!machine) return {};
  const byState = new Map<string, Set<string>>();
  for (const { name, state } of variablesOf(ruleContext(machine)).reads) {
    if (NO_VARIABLES.has(name)) continue;
    const known = byState.get(state.name);
    if (known) known.add(name);
    else byState.set(state.name, new Set([name]));
  }
  return Object.fromEntries([...byState].map(([state, names]) => [state, [...names].sort()]));
}
