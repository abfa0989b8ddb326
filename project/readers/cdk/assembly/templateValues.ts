/** Values that one template of an app leaves to another: of the same app they are known. */
import type { Json, JsonObject } from '../../../../core/json';
import { isJsonObject } from '../../../../core/json';
import type { Template } from '../../../../core/template';
import type { ValueKey, Values } from '../../../../core/values';
import { objectOf } from '../app';

/** What a template's `Fn::ImportValue` and the parameters of a nested stack are, where another template of the app says it. */
export class SharedValues {
  private readonly known = new Map<ValueKey, () => string | undefined>();

  /** What a template exports. */
  addExports(outputs: Json | undefined, template: Template): void {
    for (const output of Object.values(objectOf(outputs))) {
      const name = isJsonObject(output) ? objectOf(output.Export).Name : undefined;
      const exported = name === undefined ? undefined : textOf(name, template);
      if (exported !== undefined && isJsonObject(output)) {
        const { Value: value = null } = output;
        this.known.set(`import:${exported}`, () => textOf(value, template));
      }
    }
  }

  /** Laid over what a person has given: they go first. */
  over(values: Values, parameters?: JsonObject, parent?: Template): Values {
    return {
      given: (key) => values.given(key) ?? this.known.get(key)?.() ?? passedDown(key, parameters, parent),
      unset: (value) => values.unset(value),
      within: (stack) => this.over(values.within(stack), parameters, parent),
    };
  }
}

/** A parameter of a nested stack is what its parent gives it. */
function passedDown(key: ValueKey, parameters: JsonObject = {}, parent?: Template): string | undefined {
  const name = key.startsWith('param:') ? key.slice('param:'.length) : '';
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return value === undefined || !parent ? undefined : textOf(value, parent);
}

function textOf(value: Json, template: Template): string | undefined {
  const resolved = template.resolve(value);
  return resolved.kind === 'unknown' ? undefined : template.textOf(resolved);
}
