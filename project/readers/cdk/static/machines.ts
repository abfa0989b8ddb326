/** State machines as the source of a CDK app makes them. */
import path from 'node:path';
import { phrase } from '../../../../core/l10n/phrase';
import { MappedText, MappedTextBuilder } from '../../../../core/syntax/mappedText';
import { lastName } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import { machineNameOf } from '../../../definitionFile';
import type { ProjectMachine } from '../../../project';
import { OUTSIDE } from '../../../reach';
import { shownNames } from '../constructNames';
import { jsonText } from '../jsonText';
import { chainedDefinition } from './chain';
import type { Construct } from './constructs';
import { deployedJson, deployedText, physicalName } from './deployedValue';
import { idsOf } from './functions';
import type { FunctionReading } from './functions';
import { placeOf } from './place';
import { plain } from './plain';
import { readText } from './readText';

export const MACHINE_CLASSES = ['StateMachine', 'CfnStateMachine'] as const;

/** Properties that hold a definition, or say where it stands. */
const DEFINITIONS = ['definitionBody', 'definitionString', 'definition', 'definitionS3Location'];

type Definition = Pick<ProjectMachine, 'file' | 'text' | 'mapped' | 'notRun'>;

export function staticMachine(construct: Construct, reading: FunctionReading): ProjectMachine {
  const { reader, stack } = reading;
  const { path: ids } = construct;
  const name = physicalName(construct, reader);
  const source = placeOf(construct.call);
  const definition = definitionOf(construct, reading) ?? {
    file: source.file,
    text: '',
    notRun: phrase`The definition of ${ids.at(-1)!} is made when the CDK app runs: synthesize the app to see it (stepwise project --synthesize, or "Synthesize CDK App" in the editor).`,
  };
  const ofFile = definition.text === undefined && !definition.mapped ? [machineNameOf(definition.file)] : [];
  const own = [...idsOf(construct), ...shownNames(ids)];
  return {
    name,
    aliases: [...new Set([...own, ...ofFile])].filter((alias) => alias !== name),
    type: typeOf(construct, reading),
    substitutions: substitutionsOf(construct, reading),
    triggers: reading.triggers?.of(construct),
    source,
    stack,
    from: { definition: source },
    ...definition,
  };
}

function definitionOf(construct: Construct, reading: FunctionReading): Definition | undefined {
  const { reader } = reading;
  const written = DEFINITIONS.map((name) => reader.property(construct, name)).find((placed) => placed !== undefined);
  if (!written) return undefined;
  return definitionAt(reader.evaluate.follow(written), reading) ?? chainOf(construct, written, reading);
}

/** `DefinitionBody.fromChainable(chain)`, or the chain itself. */
function chainOf(construct: Construct, written: Placed, reading: FunctionReading): Definition | undefined {
  const whole = reading.reader.evaluate.follow(written);
  const { expression } = whole;
  const isBody = expression.kind === 'call' && plain(lastName(expression.callee)) === 'fromchainable';
  const first = isBody ? (expression.items[0] ?? expression.named[0]?.value) : undefined;
  const chain = isBody ? first && { ...whole, expression: first } : written;
  const mapped = chain && reading.chains && chainedDefinition(construct, chain, reading.chains, reading);
  return mapped && { file: construct.call.scope.code.file, mapped };
}

function definitionAt(whole: Placed, reading: FunctionReading): Definition | undefined {
  const { evaluate } = reading.reader;
  const { expression } = whole;
  if (expression.kind !== 'call') return textDefinition(whole, reading);
  const { callee, items, named } = expression;
  const first = items[0] ?? named[0]?.value;
  if (!first) return undefined;
  const argument = evaluate.follow({ ...whole, expression: first });
  switch (plain(lastName(callee))) {
    case 'fromfile':
      return fileDefinition(evaluate.text(argument), reading);
    case 'fromstring':
      return definitionAt(argument, reading);
    default:
      return readDefinition(whole, reading) ?? textDefinition(whole, reading);
  }
}

function fileDefinition(written: string | undefined, { app, files }: FunctionReading): Definition | undefined {
  if (written === undefined) return undefined;
  const file = path.resolve(app.folder, written);
  const reason = files.problemOf(file);
  if (reason === undefined) return { file };
  const why = reason === OUTSIDE ? reason : reason.replace(/^it is/, 'that is');
  return { file, text: '', notRun: phrase`The definition ${written} is named, but ${why}.` };
}

/** Of a file that the app reads, with what it puts in place of words in it. */
function readDefinition(whole: Placed, reading: FunctionReading): Definition | undefined {
  const read = readText(whole, reading.reader);
  const definition = fileDefinition(read?.path, reading);
  if (!read || !definition || definition.notRun !== undefined || read.replaced.length === 0) return definition;
  const { file } = definition;
  const text = reading.files.readSource(file) ?? '';
  const replaced = new Map(
    read.replaced.map(({ what, by }) => [what, deployedText(by, `placeholder:${what}`, reading)]),
  );
  const builder = new MappedTextBuilder();
  for (let at = 0; at < text.length;) {
    const next = nextOf([...replaced.keys()], text, at);
    const start = next?.index ?? text.length;
    const from = at;
    const verbatim = { start: from, end: start };
    if (start > at) builder.verbatim(text.slice(at, start), verbatim, (index) => from + index);
    if (!next) break;
    at = start + next.what.length;
    builder.value(replaced.get(next.what)!, { start, end: at });
  }
  return { file, mapped: builder.build({ start: 0, end: text.length }) };
}

function nextOf(all: readonly string[], text: string, from: number): { what: string; index: number } | undefined {
  const found = all.map((what) => ({ what, index: text.indexOf(what, from) })).filter(({ index }) => index >= 0);
  return found.sort((one, other) => one.index - other.index || other.what.length - one.what.length)[0];
}

/** A definition that is written out in the program. */
function textDefinition(whole: Placed, reading: FunctionReading): Definition | undefined {
  const { expression, scope } = whole;
  const isStringify = expression.kind === 'call' && /^(?:stringify|dumps)$/.test(lastName(expression.callee));
  const inner = isStringify ? expression.items[0] : expression;
  const value = inner && deployedJson({ ...whole, expression: inner }, reading);
  if (value === undefined || value === null) return undefined;
  const text = jsonText(value);
  if (!text.includes('StartAt')) return undefined;
  const { file, text: program } = scope.code;
  const { start, end } = expression;
  const span = { start, end };
  const isVerbatim = program.slice(start + 1, end - 1) === text;
  const mapped = isVerbatim
    ? new MappedTextBuilder().verbatim(text, span, (index) => start + 1 + index).build(span)
    : MappedText.unmapped(text, span);
  return { file, mapped };
}

function typeOf(construct: Construct, { reader }: FunctionReading): ProjectMachine['type'] {
  const placed = reader.property(construct, 'stateMachineType');
  const expression = placed && reader.evaluate.follow(placed).expression;
  const word = expression?.kind === 'literal' ? expression.value : expression && lastName(expression);
  return word === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
}

function substitutionsOf(construct: Construct, reading: FunctionReading): { [name: string]: string } {
  const placed = reading.reader.property(construct, 'definitionSubstitutions');
  if (!placed) return {};
  const entries = [...reading.reader.evaluate.entries(placed)];
  return Object.fromEntries(
    entries.map(([name, value]) => [name, deployedText(value, `placeholder:${name}`, reading)]),
  );
}
