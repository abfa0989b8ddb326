/** The definition that a CDK app's source chains together; where a part of it is not known, none. */
import type { Json, JsonObject } from '../../../../../core/json';
import { MappedTextBuilder, type MappedText } from '../../../../../core/syntax/mappedText';
import type { Span } from '../../../../../core/syntax/tree';
import type { Placed } from '../../../../code/evaluate';
import type { Construct } from '../constructs';
import type { ValueReading } from '../deployedValue';
import type { Chain, Chains, State } from './chain';
import { processorConfig, stateFields } from './states';
import { Writing } from './writing';

export { Chains } from './chain';

const DEEPEST = 20;

/** Undefined where something of it is not known. Each state stands where it is made, if that is in the machine's own file. */
export function chainedDefinition(
  construct: Construct,
  definition: Placed,
  chains: Chains,
  reading: ValueReading,
): MappedText | undefined {
  return reading.reader.evaluate.exactly(() => written(construct, definition, chains, reading));
}

function written(
  construct: Construct,
  definition: Placed,
  chains: Chains,
  reading: ValueReading,
): MappedText | undefined {
  const chain = chains.of(definition);
  if (!chain) return undefined;
  const machine = new Writing(construct.call, reading, false);
  const language = machine.word('queryLanguage');
  const isJsonata = /jsonata/i.test(language ?? '');
  const { start, end } = construct.call.expression;
  const { file } = construct.call.scope.code;
  const writer = new DefinitionWriter(file, { start, end }, isJsonata, reading);
  const head = {
    ...(isJsonata && { QueryLanguage: 'JSONata' }),
    Comment: machine.json('comment'),
    TimeoutSeconds: machine.seconds('timeout'),
  };
  const text = writer.write(chain, head);
  return machine.isUnsure ? undefined : text;
}

class DefinitionWriter {
  private isUnsure = false;
  /** Of the whole machine: no two states have one. */
  private readonly names = new Set<string>();
  private readonly builder = new MappedTextBuilder();

  constructor(
    private readonly file: string,
    private readonly span: Span,
    private readonly isJsonata: boolean,
    private readonly reading: ValueReading,
  ) {}

  write(chain: Chain, head: { readonly [name: string]: Json | undefined }): MappedText | undefined {
    const more = Object.entries(head).filter((entry): entry is [string, Json] => entry[1] !== undefined);
    this.builder.value('{', this.span);
    for (const [name, value] of more)
      this.builder.value(`${JSON.stringify(name)}:${JSON.stringify(value)},`, this.span);
    this.graph(chain, 0);
    return this.isUnsure ? undefined : this.builder.value('}', this.span).build(this.span);
  }

  /** `"StartAt": …, "States": …` */
  private graph({ start }: Chain, depth: number): void {
    this.builder.value(`"StartAt":${JSON.stringify(start.name)},"States":{`, this.span);
    const reached = new Set([start]);
    // Grows as it is gone through.
    for (const state of reached) {
      for (const next of followers(state)) reached.add(next);
      if (this.names.has(state.name) || depth > DEEPEST) this.isUnsure = true;
      if (state !== start) this.builder.value(',', this.span);
      this.names.add(state.name);
      this.state(state, depth);
      if (this.isUnsure) return;
    }
    this.builder.value('}', this.span);
  }

  private state(state: State, depth: number): void {
    const fields = stateFields(state, this.isJsonata, this.reading);
    if (!fields) return void (this.isUnsure = true);
    const span = this.spanOf(state);
    const all: JsonObject = { ...fields, ...followed(state, fields) };
    this.builder.value(`${JSON.stringify(state.name)}:${JSON.stringify(all).slice(0, -1)}`, span);
    const { processor, branches, className } = state;
    if (className === 'Parallel') {
      if (branches.length === 0) this.isUnsure = true;
      this.builder.value(',"Branches":[', span);
      branches.forEach((branch, index) => {
        this.builder.value(index === 0 ? '{' : ',{', span);
        this.graph(branch, depth + 1);
        this.builder.value('}', span);
      });
      this.builder.value(']', span);
    } else if (processor) {
      const config = processor.isIterator ? {} : processorConfig(processor.call, this.reading);
      if (!config) return void (this.isUnsure = true);
      const begin = processor.isIterator ? ',"Iterator":{' : `,"ItemProcessor":${JSON.stringify(config).slice(0, -1)},`;
      this.builder.value(begin, span);
      this.graph(processor.chain, depth + 1);
      this.builder.value('}', span);
    } else if (className === 'Map') this.isUnsure = true;
    this.builder.value('}', span);
  }

  private spanOf({ call }: State): Span {
    const { start, end } = call.expression;
    return call.scope.code.file === this.file ? { start, end } : this.span;
  }
}

function followers({ next, otherwise, choices, catches }: State): readonly State[] {
  const all = [next, ...choices.map((each) => each.next), otherwise, ...catches.map(({ handler }) => handler)];
  return all.filter((each) => each !== undefined);
}

/** `Next` or `End`: what has none says itself where it goes on. */
function followed({ next, className }: State, { Next, End }: JsonObject): JsonObject {
  if (className === 'Choice' || className === 'Succeed' || className === 'Fail') return {};
  if (next) return { Next: next.name };
  return Next === undefined && End === undefined ? { End: true } : {};
}
