/** The data fields of JSONata states. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { compileJsonata, isQueryProblem, jsonataSource, type JsonataScope } from '../query';
import { parseJsonata } from '../query/jsonata/parseJsonata';
import type { JsonataNode } from '../query/jsonata/syntaxTree';
import { arrayDatum, fixedDatum, objectDatum, openDatum, type Datum } from './datum';
import { BATCH_LIMITS, Fields, type Carried } from './fields';
import { readJsonataNode, supposeJsonata, type JsonataEnvironment } from './jsonata';
import { MOMENT } from '../textsByName';
import { bePast, beValue } from './suppose';
import { jsonOf } from './toJson';

export class JsonataFields extends Fields {
  private environment(more: readonly (readonly [string, Datum])[] = [], context = this.context): JsonataEnvironment {
    const states = objectDatum([['input', this.carried.data], ['context', context], ...more]);
    return { variables: new Map([...this.carried.variables, ['states', states]]), journal: this.journal };
  }

  /** A field in which any text may be an expression. */
  private async template(template: Json | undefined, at: JsonataEnvironment): Promise<Datum | undefined> {
    if (typeof template === 'string') {
      const found = jsonataSource(template);
      return found ? this.expression(found.source, at) : fixedDatum(template);
    }
    if (Array.isArray(template)) {
      const items: Datum[] = [];
      for (const each of template) items.push((await this.template(each, at)) ?? openDatum('item'));
      return arrayDatum(items);
    }
    if (template !== undefined && isJsonObject(template)) {
      const members: [string, Datum][] = [];
      for (const [name, value] of Object.entries(template))
        members.push([name, (await this.template(value, at)) ?? openDatum(name)]);
      return objectDatum(members);
    }
    return template === undefined ? undefined : fixedDatum(template);
  }

  private async expression(source: string, at: JsonataEnvironment): Promise<Datum | undefined> {
    const node = parsed(source);
    if (!node) return undefined;
    const read = readJsonataNode(node, at);
    if (read && !holdsWorkedOut(read)) return read;
    const value = await evaluate(source, at);
    if (value === undefined) return read;
    return read ? filledWith(read, value) : fixedDatum(value);
  }

  input(): Promise<Datum> {
    return Promise.resolve(this.carried.data);
  }

  async arguments(): Promise<Datum | undefined> {
    for (const name of ['TimeoutSeconds', 'HeartbeatSeconds']) await this.number(name);
    await this.template(this.state.definition.Credentials, this.environment());
    return this.template(this.state.definition.Arguments, this.environment());
  }

  private async number(name: string): Promise<void> {
    const datum = await this.template(this.state.definition[name], this.environment());
    if (datum?.open && datum.value === undefined) beValue(datum, name.startsWith('Seconds') ? 1 : 60, this.journal);
  }

  passed(input: Datum): Promise<Datum | undefined> {
    return Promise.resolve(input);
  }

  async wait(): Promise<void> {
    await this.number('Seconds');
    const moment = await this.template(this.state.definition.Timestamp, this.environment());
    if (moment) bePast(moment, this.journal);
  }

  read(field: string): Promise<Datum | undefined> {
    const reader = this.state.definition[field];
    return this.template(isJsonObject(reader) ? reader.Arguments : undefined, this.environment());
  }

  async items(input: Datum): Promise<Datum> {
    for (const name of ['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'])
      await this.number(name);
    const { Items: items } = this.state.definition;
    return items === undefined
      ? input
      : ((await this.template(items, { ...this.environment(), wantsList: true })) ?? openDatum('items'));
  }

  item(_input: Datum, item: Datum): Promise<Datum | undefined> {
    return this.template(this.state.definition.ItemSelector, this.environment([], this.contextOf(item)));
  }

  async batched(batcher: JsonObject): Promise<Datum | undefined> {
    for (const [name, most] of BATCH_LIMITS) {
      const limit = await this.template(batcher[name], this.environment());
      if (limit?.open && limit.value === undefined) beValue(limit, most, this.journal);
    }
    return this.template(batcher.BatchInput, this.environment());
  }

  async choose(rules: readonly JsonObject[], index: number): Promise<boolean> {
    const at = this.environment();
    const conditions = rules.map(({ Condition: condition }) =>
      typeof condition === 'string' ? jsonataSource(condition)?.source : undefined,
    );
    // What is to hold first: there are more ways not to hold.
    for (const source of [conditions[index], ...conditions.slice(0, index)]) {
      const node = source === undefined ? undefined : parsed(source);
      if (node && !supposeJsonata(node, source === conditions[index], at)) return false;
    }
    // What is worked out is known by working it out.
    for (const [place, source] of conditions.slice(0, index + 1).entries()) {
      const holds = source === undefined ? rules[place]!.Condition : await evaluate(source, at);
      if (holds !== (place === index)) return false;
    }
    return true;
  }

  close(input: Datum, result: Datum | undefined, rule?: JsonObject): Promise<Carried> {
    const more = result && this.state.type !== 'Pass' ? ([['result', result]] as const) : [];
    return this.closed(rule ?? this.state.definition, this.environment(more), result ?? input);
  }

  catch(catcher: JsonObject, _input: Datum, errorOutput: Datum): Promise<Carried> {
    return this.closed(catcher, this.environment([['errorOutput', errorOutput]]), errorOutput);
  }

  private async closed(
    { Output: output, Assign: assign }: JsonObject,
    at: JsonataEnvironment,
    plain: Datum,
  ): Promise<Carried> {
    const assigned = await this.template(assign, at);
    const made = await this.template(output, at);
    return this.carriesOn(made ?? plain, assigned);
  }
}

function parsed(source: string): JsonataNode | undefined {
  try {
    return parseJsonata(source).ast() as unknown as JsonataNode;
  } catch {
    return undefined;
  }
}

/** What an expression comes to with what is known now. */
async function evaluate(source: string, { variables }: JsonataEnvironment): Promise<Json | undefined> {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) return undefined;
  const known = new Map([...variables].map(([name, datum]) => [name, jsonOf(datum)]));
  const states = known.get('states') as JsonObject;
  known.delete('states');
  const scope: JsonataScope = {
    states,
    variables: Object.fromEntries(known),
    random: () => 0.5,
    uuid: () => '00000000-0000-4000-8000-000000000000',
    now: () => Date.parse(MOMENT),
    mostNodes: 100_000,
  };
  const result = await compiled.evaluate(scope, 'value');
  return result.ok ? result.value : undefined;
}

/** Whether something was made of which a part is worked out. What was only read is no part of it. */
function holdsWorkedOut(datum: Datum): boolean {
  if (datum.compute) return true;
  if (datum.open && !datum.below) return false;
  return [...(datum.members?.values() ?? []), ...(datum.items ?? [])].some(holdsWorkedOut);
}

/** The parts that were worked out, put in from the whole. */
function filledWith(datum: Datum, json: Json): Datum {
  if (datum.compute) return fixedDatum(json, datum.name);
  if (datum.open && !datum.below) return datum;
  if (datum.members && isJsonObject(json)) {
    const members = [...datum.members].map(([name, member]): [string, Datum] => {
      const value = json[name];
      return [name, value === undefined ? member : filledWith(member, value)];
    });
    return { ...datum, members: new Map(members) };
  }
  if (datum.items && Array.isArray(json) && json.length === datum.items.length) {
    return arrayDatum(datum.items.map((item, index) => filledWith(item, json[index]!)));
  }
  return datum;
}
