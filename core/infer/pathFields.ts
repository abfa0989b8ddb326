/** The data fields of JSONPath states. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { isQueryProblem, parsePath } from '../query';
import { supposeRule } from './choice';
import { fixedDatum, openDatum, type Datum } from './datum';
import { BATCH_LIMITS, Fields, type Carried } from './fields';
import type { Scope } from './read';
import { bePassed, beValue } from './suppose';
import { readExpression, readTemplate, withValueAt } from './template';

export class PathFields extends Fields {
  private scope(input: Datum, context = this.context): Scope {
    return { input, context, variables: this.carried.variables };
  }

  private path(text: Json | undefined, input: Datum): Datum | undefined {
    if (text === null) return fixedDatum({});
    if (typeof text !== 'string') return input;
    return readExpression(text, this.scope(input), this.journal);
  }

  private template(template: Json | undefined, input: Datum, context = this.context): Datum | undefined {
    return template === undefined
      ? undefined
      : (readTemplate(template, this.scope(input, context), this.journal) ?? openDatum('value'));
  }

  input(): Promise<Datum> {
    return Promise.resolve(this.path(this.state.definition.InputPath, this.carried.data) ?? openDatum('input'));
  }

  arguments(input: Datum): Promise<Datum | undefined> {
    for (const name of ['TimeoutSecondsPath', 'HeartbeatSecondsPath']) {
      const seconds =
        this.state.definition[name] === undefined ? undefined : this.path(this.state.definition[name], input);
      if (seconds?.open) beValue(seconds, 60, this.journal);
    }
    this.template(this.state.definition.Credentials, input);
    return Promise.resolve(this.template(this.state.definition.Parameters, input));
  }

  async passed(input: Datum): Promise<Datum | undefined> {
    const { Result: result } = this.state.definition;
    return result === undefined ? ((await this.arguments(input)) ?? input) : fixedDatum(result);
  }

  wait(input: Datum): Promise<void> {
    const { SecondsPath: seconds, TimestampPath: moment } = this.state.definition;
    if (seconds !== undefined) {
      const datum = this.path(seconds, input);
      if (datum?.open && datum.value === undefined) beValue(datum, 1, this.journal);
    }
    if (moment !== undefined) {
      const datum = this.path(moment, input);
      if (datum) bePassed(datum, this.journal);
    }
    return Promise.resolve();
  }

  read(field: string, input: Datum): Promise<Datum | undefined> {
    const reader = this.state.definition[field];
    return Promise.resolve(isJsonObject(reader) ? this.template(reader.Parameters, input) : undefined);
  }

  items(input: Datum): Promise<Datum> {
    const { ItemsPath: path } = this.state.definition;
    return Promise.resolve((path === undefined ? input : this.path(path, input)) ?? openDatum('items'));
  }

  item(input: Datum, item: Datum): Promise<Datum | undefined> {
    const { ItemSelector: selector = this.state.definition.Parameters } = this.state.definition;
    return Promise.resolve(this.template(selector, input, this.contextOf(item)));
  }

  batched(batcher: JsonObject, input: Datum): Promise<Datum | undefined> {
    for (const [name, most] of BATCH_LIMITS) {
      const path = batcher[`${name}Path`];
      const limit = path === undefined ? undefined : this.path(path, input);
      if (limit?.open) beValue(limit, most, this.journal);
    }
    return Promise.resolve(this.template(batcher.BatchInput, input));
  }

  choose(rules: readonly JsonObject[], index: number, input: Datum): Promise<boolean> {
    const scope = this.scope(input);
    return Promise.resolve(
      // What is to hold first: there are more ways not to hold.
      (index >= rules.length || supposeRule(rules[index]!, true, scope, this.journal)) &&
        rules.slice(0, index).every((rule) => supposeRule(rule, false, scope, this.journal)),
    );
  }

  close(input: Datum, result: Datum | undefined, rule?: JsonObject): Promise<Carried> {
    const { definition } = this.state;
    let output = input;
    let assigned = input;
    if (result) {
      const selected =
        definition.ResultSelector === undefined ? result : this.template(definition.ResultSelector, result)!;
      assigned = selected;
      output = this.combined(definition.ResultPath, selected);
    }
    const assign = this.template((rule ?? definition).Assign, assigned);
    const filtered =
      definition.OutputPath === undefined ? output : (this.path(definition.OutputPath, output) ?? openDatum('output'));
    return Promise.resolve(this.carriesOn(filtered, assign));
  }

  catch(catcher: JsonObject, _input: Datum, errorOutput: Datum): Promise<Carried> {
    const assign = this.template(catcher.Assign, errorOutput);
    return Promise.resolve(this.carriesOn(this.combined(catcher.ResultPath, errorOutput), assign));
  }

  private combined(path: Json | undefined, selected: Datum): Datum {
    if (path === undefined) return selected;
    if (path === null) return this.carried.data;
    const parsed = typeof path === 'string' ? parsePath(path) : undefined;
    if (!parsed || isQueryProblem(parsed)) return selected;
    const names = parsed.steps.map((step) => (step.kind === 'property' ? step.names[0]! : 0));
    return withValueAt(this.carried.data, names, selected, this.journal) ?? selected;
  }
}
