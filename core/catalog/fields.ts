/** Every field of the Amazon States Language, and which object it may stand in. The tables are in `fields/`. */
import type { QueryLanguage } from '../model/machine';
import type { FieldOwner, FieldSpec } from './types';
import { CHOICE_FIELDS } from './fields/choiceFields';
import { DISTRIBUTED_MAP_FIELDS } from './fields/distributedMapFields';
import { ERROR_HANDLING_FIELDS } from './fields/errorHandlingFields';
import { MACHINE_FIELDS } from './fields/machineFields';
import { SCOPE_FIELDS } from './fields/scopeFields';
import { SIMPLE_STATE_FIELDS } from './fields/simpleStateFields';
import { STATE_FIELDS } from './fields/stateFields';
import { TASK_FIELDS } from './fields/taskFields';

/**
 * All fields. The order is that in which completion offers them: what identifies a state first, what
 * shapes its data next. A field that means something else in another owner has an entry for each meaning.
 */
export const FIELDS: readonly FieldSpec[] = [
  ...MACHINE_FIELDS,
  ...STATE_FIELDS,
  ...TASK_FIELDS,
  ...SIMPLE_STATE_FIELDS,
  ...CHOICE_FIELDS,
  ...SCOPE_FIELDS,
  ...DISTRIBUTED_MAP_FIELDS,
  ...ERROR_HANDLING_FIELDS,
];

const byOwner = new Map<FieldOwner, Map<string, FieldSpec>>();
for (const field of FIELDS) {
  for (const owner of field.owners) {
    let fields = byOwner.get(owner);
    if (!fields) byOwner.set(owner, (fields = new Map()));
    fields.set(field.name, field);
  }
}

/** The fields an object may have; with a query language, only those that may stand in it. */
export function fieldsOf(owner: FieldOwner, queryLanguage?: QueryLanguage): readonly FieldSpec[] {
  const fields = [...(byOwner.get(owner)?.values() ?? [])];
  if (!queryLanguage) return fields;
  return fields.filter((field) => !field.queryLanguage || field.queryLanguage === queryLanguage);
}

/** The field of that name in that object, in whichever query language. */
export function fieldNamed(owner: FieldOwner, name: string): FieldSpec | undefined {
  return byOwner.get(owner)?.get(name);
}
