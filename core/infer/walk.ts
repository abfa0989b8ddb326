/**
 * Walks a machine once along its happiest path, and finds what its input and the answers of its tasks must be for a run
 * to come to its end that way. It shows that the end can be reached, never what a service would really answer.
 */
import { isJsonObject, type Json } from '../json';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Machine, Scope as Region, State } from '../model/machine';
import { contextDatum, emptyAnswer, emptyRow } from './answer';
import { eventOf, readByCode, returnedDatum, type CodeUse } from './codeReads';
import { arrayDatum, exampleDatum, fixedDatum, Journal, kindOf, objectDatum, openDatum, type Datum } from './datum';
import type { Carried, Fields } from './fields';
import { JsonataFields } from './jsonataFields';
import { PathFields } from './pathFields';
import { itemsOf } from './read';
import { beTaken } from './taken';
import { jsonOf } from './toJson';

/** What was inferred. */
export interface Inference {
  readonly input: Json;
  /** By {@link State.path}: the answers of each task that the walk came to, one for each time. */
  readonly answers: ReadonlyMap<string, readonly Json[]>;
  /** By {@link State.path}: the items that a Distributed Map reads from S3. */
  readonly rows: ReadonlyMap<string, readonly Json[]>;
  /** Whether the walk came to an end that is a success. */
  readonly reachesEnd: boolean;
  /** By {@link State.path}: the rules of each Choice that were taken, in order; the number of rules: the default. */
  readonly ways: ReadonlyMap<string, readonly number[]>;
  /** Paths of the states that the walk came to. */
  readonly visited: ReadonlySet<string>;
}

export interface InferenceOptions {
  /** The input, where it is known. */
  readonly input?: Json;
  /** Answers that are known, by {@link State.path}. */
  readonly answers?: ReadonlyMap<string, Json>;
  /** By {@link State.path}: the rules of a Choice to take, one after the other, where that is possible. */
  readonly ways?: ReadonlyMap<string, readonly number[]>;
  /** What AWS's services answer, where that is known. */
  readonly services?: ServiceCatalogue;
  /** What the function that a task calls does with its event, where its code tells. */
  codeOf?(state: State): CodeUse | undefined;
  /** By {@link State.path}: the catcher by which a state that fails is left. */
  readonly caught?: ReadonlyMap<string, number>;
  /** By {@link State.path}: tasks that fail, and are not left by a catcher of their own. */
  readonly failing?: ReadonlySet<string>;
}

/** A machine that goes round is left after so many states. */
const MOST_STEPS = 2000;

export async function infer(machine: Machine, options: InferenceOptions = {}): Promise<Inference> {
  const { input } = options;
  const start = input === undefined ? openDatum('input') : fixedDatum(input);
  const walk = new Walk(start, options);
  const end = await walk.region(machine.root, { data: start, variables: new Map() });
  await walk.lookAside();
  return {
    input: wholeOf(start),
    answers: walk.inferredAnswers(),
    rows: new Map([...walk.rows].map(([path, row]) => [path, [wholeOf(row)]])),
    reachesEnd: end !== undefined,
    ways: walk.ways,
    visited: walk.visited,
  };
}

/** Of an input or answer of which nothing is read, an empty object. */
function wholeOf(datum: Datum): Json {
  return kindOf(datum) === undefined ? {} : jsonOf(datum);
}

class Walk {
  /** By {@link State.path}: the ways out of a state where it fails. */
  private readonly asides = new Map<string, () => Promise<unknown>>();
  private readonly results = new Map<string, Datum[]>();
  readonly ways = new Map<string, number[]>();
  readonly visited = new Set<string>();
  readonly rows = new Map<string, Datum>();
  private steps = 0;

  constructor(
    private readonly input: Datum,
    private readonly options: InferenceOptions,
    private readonly journal = new Journal(),
  ) {}

  inferredAnswers(): Map<string, Json[]> {
    const inferred = [...this.results].filter(([path]) => this.options.answers?.has(path) !== true);
    return new Map(inferred.map(([path, data]) => [path, data.map(wholeOf)]));
  }

  /**
   * Along what catchers lead to, once all else is decided: a real handler may fail, and what is read then is data that came before.
   * Nothing of it counts as walked.
   */
  async lookAside(): Promise<void> {
    for (const look of this.asides.values()) await look();
  }

  /** Through a region from its first state, or another, to an end; what comes out of it. */
  async region(
    region: Region,
    begin: Carried,
    item?: Datum,
    first = region.startAt?.value,
  ): Promise<Datum | undefined> {
    let carried = begin;
    let state = region.byName.get(first ?? '');
    while (state) {
      if (++this.steps > MOST_STEPS) return undefined;
      const left = await this.state(state, carried, item);
      if (!left) return undefined;
      carried = left;
      if (left.next === undefined) return carried.data;
      state = region.byName.get(left.next);
    }
    return undefined;
  }

  private async state(
    state: State,
    carried: Carried,
    item?: Datum,
  ): Promise<(Carried & { readonly next?: string }) | undefined> {
    const { definition, type } = state;
    this.visited.add(state.path);
    if (type === 'Fail' || !type) return undefined;
    const contextOf = (of = item): Datum => contextDatum(state, this.input, of);
    const fields =
      state.queryLanguage === 'JSONata'
        ? new JsonataFields(state, carried, this.journal, contextOf)
        : new PathFields(state, carried, this.journal, contextOf);
    const input = await fields.input();
    let result: Datum | undefined;
    switch (type) {
      case 'Choice':
        return this.choice(state, fields, input);
      case 'Task': {
        const given = await fields.arguments(input);
        beTaken(state, given, this.options.services, this.journal);
        const code = this.options.codeOf?.(state);
        const event = code && eventOf(state, given, input, this.journal);
        if (code?.reads && event) readByCode(event, code.reads, this.journal);
        const caught = await this.caught(state, fields, input, item);
        if (caught) return caught;
        if (this.options.failing?.has(state.path)) return undefined;
        result = this.answerOf(
          state,
          code?.returned && event && returnedDatum(code.returned, event, state.name, this.journal),
        );
        break;
      }
      case 'Pass':
        result = await fields.passed(input);
        break;
      case 'Wait':
        await fields.wait(input);
        break;
      case 'Parallel': {
        const given = (await fields.arguments(input)) ?? input;
        const outputs: Datum[] = [];
        for (const branch of state.scopes)
          outputs.push((await this.region(branch, { ...carried, data: given }, item)) ?? openDatum('output'));
        result = arrayDatum(outputs);
        break;
      }
      case 'Map':
        result = await this.map(state, carried, fields, input);
        break;
    }
    if (type === 'Parallel' || type === 'Map') {
      const caught = await this.caught(state, fields, input, item);
      if (caught) return caught;
    }
    const closed = await fields.close(input, result);
    if (type === 'Succeed' || definition.End === true) return closed;
    return typeof definition.Next === 'string' ? { ...closed, next: definition.Next } : undefined;
  }

  private async map(state: State, carried: Carried, fields: Fields, input: Datum): Promise<Datum> {
    if (isJsonObject(state.definition.ItemReader)) {
      await fields.read('ItemReader', input);
      const row = this.rows.get(state.path) ?? emptyRow(state.definition.ItemReader);
      this.rows.set(state.path, row);
      const output = await this.each(state, carried, fields, input, row);
      // What was written of the items is in a bucket.
      return isJsonObject(state.definition.ResultWriter) ? openDatum('result') : arrayDatum([output]);
    }
    const list = await fields.items(input);
    const items = itemsOf(list, this.journal);
    const outputs: Datum[] = [];
    for (const each of items.slice(0, 3)) {
      outputs.push(await this.each(state, carried, fields, input, each));
    }
    if (isJsonObject(state.definition.ResultWriter)) return openDatum('result');
    return arrayDatum([...outputs, ...items.slice(3).map(() => outputs[0] ?? openDatum('output'))]);
  }

  /** One item of a Map through its processor. */
  private async each(state: State, carried: Carried, fields: Fields, input: Datum, item: Datum): Promise<Datum> {
    const [processor] = state.scopes;
    const selected = (await fields.item(input, item)) ?? item;
    const { ItemBatcher: batcher } = state.definition;
    const data = isJsonObject(batcher) ? batchOf(selected, await fields.batched(batcher, input)) : selected;
    const output = processor && (await this.region(processor, { ...carried, data }, item));
    return output ?? openDatum('output');
  }

  /** Out of a state that fails, by the catcher that is asked for; the others are looked at in the end. */
  private async caught(
    { path, definition, scope }: State,
    fields: Fields,
    input: Datum,
    item: Datum | undefined,
  ): Promise<(Carried & { readonly next: string }) | undefined> {
    const catchers = (Array.isArray(definition.Catch) ? definition.Catch : []).map((catcher) => async () => {
      if (!isJsonObject(catcher) || typeof catcher.Next !== 'string') return undefined;
      const errorOutput = exampleDatum({ Error: 'Error', Cause: 'Cause' }, 'error');
      return { ...(await fields.catch(catcher, input, errorOutput)), next: catcher.Next };
    });
    const index = this.options.caught?.get(path);
    if (index !== undefined) return catchers[index]?.();
    if (catchers.length > 0 && !this.asides.has(path))
      this.asides.set(path, async () => {
        for (const leave of catchers) {
          const left = await leave();
          if (left) await new Walk(this.input, this.options, this.journal).region(scope, left, item, left.next);
        }
      });
    return undefined;
  }

  /** @param returned by the function that the task calls, where its code tells */
  private answerOf(state: State, returned: Datum | undefined): Datum {
    const given = this.options.answers?.get(state.path);
    const answer = given === undefined ? emptyAnswer(state, this.options.services, returned) : fixedDatum(given);
    this.results.set(state.path, [...(this.results.get(state.path) ?? []), answer]);
    return answer;
  }

  /** Of the ways that can succeed without coming back here, one not taken yet, that with most states behind it. */
  private async choice(
    state: State,
    fields: Fields,
    input: Datum,
  ): Promise<(Carried & { readonly next?: string }) | undefined> {
    const rules = (Array.isArray(state.definition.Choices) ? state.definition.Choices : []).filter(isJsonObject);
    const ways = [...rules.map((rule) => rule.Next), state.definition.Default].map((target, index) => ({
      index,
      target: typeof target === 'string' ? target : undefined,
    }));
    const taken = this.ways.get(state.path) ?? [];
    const wanted = this.options.ways?.get(state.path)?.[taken.length];
    const rated = ways
      .filter(({ target }) => target !== undefined)
      .map(({ index, target }) => {
        const { succeeds, states } = behind(state, target!);
        return {
          index,
          target: target!,
          rank:
            (succeeds ? 1000 : 0) +
            Math.min(states, 900) +
            (taken.includes(index) ? -950 : 0) +
            (wanted === index ? 5000 : 0),
        };
      })
      .sort((a, b) => b.rank - a.rank);
    for (const { index, target } of rated) {
      const { mark } = this.journal;
      if (await fields.choose(rules, index, input)) {
        this.ways.set(state.path, [...taken, index]);
        return { ...(await fields.close(input, undefined, rules[index])), next: target };
      }
      this.journal.backTo(mark);
    }
    return undefined;
  }
}

/** What a child execution is handed where items come in batches. */
function batchOf(item: Datum, shared: Datum | undefined): Datum {
  const items: [string, Datum] = ['Items', arrayDatum([item])];
  return objectDatum(shared ? [['BatchInput', shared], items] : [items]);
}

/** What a way leads to, without coming back to the Choice. */
function behind({ scope, name }: State, target: string): { readonly succeeds: boolean; readonly states: number } {
  const seen = new Set([name]);
  const queue = [target];
  let succeeds = false;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const state = scope.byName.get(next);
    if (!state || seen.has(next)) continue;
    seen.add(next);
    if (state.type === 'Succeed' || state.definition.End === true) succeeds = true;
    for (const { kind, target: to } of state.transitions) if (kind !== 'catch') queue.push(to);
  }
  return { succeeds, states: seen.size - 1 };
}
