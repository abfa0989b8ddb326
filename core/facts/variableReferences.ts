/** Which variables each state refers to: DescribeStateMachine's `variableReferences`. */
import { buildMachine } from '../model/buildMachine';
import { parseDocument } from '../syntax/parse';
import { isJsonataFunction } from '../catalog/jsonataFunctions';
import { machineFacts } from './machineFacts';
import { findVariable, variablesOf } from './variables';

/** State → the names of its variables, sorted, without `$`; a state that refers to none is left out. Shape: recorded. */
export type VariableReferences = { [state: string]: string[] };

/** @param definition JSON text; of a text that is no machine there are none */
export function variableReferences(definition: string): VariableReferences {
  const machine = buildMachine(parseDocument('definition.asl.json', definition, 'json'));
  if (!machine) return {};
  const byState = new Map<string, Set<string>>();
  const variables = variablesOf(machineFacts(machine));
  for (const { name, state } of variables.reads) {
    if (state.queryLanguage === 'JSONata' && isBuiltIn(name) && !findVariable(variables, name, state.scope)) continue;
    const known = byState.get(state.name);
    if (known) known.add(name);
    else byState.set(state.name, new Set([name]));
  }
  return Object.fromEntries([...byState].map(([state, names]) => [state, [...names].sort()]));
}

/** What every expression has, unless the machine assigns a variable of that name: functions, and `$states`. */
function isBuiltIn(name: string): boolean {
  return name === 'states' || isJsonataFunction(name);
}
