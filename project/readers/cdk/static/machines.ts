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
import type { Construct } from './constructs';
import { deployedText, physicalName } from './deployedValue';
import { idsOf } from './functions';
import type { FunctionReading } from './functions';
import { placeOf } from './place';

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
    source,
    stack,
    from: { definition: source },
    ...definition,
  };
}

function definitionOf(construct: Construct, reading: FunctionReading): Definition | undefined {
  const { reader } = reading;
  const written = DEFINITIONS.map((name) => reader.property(construct, name)).find((placed) => placed !== undefined);
  return written && definitionAt(reader.evaluate.follow(written), reading);
}

function definitionAt(whole: Placed, reading: FunctionReading): Definition | undefined {
  const { evaluate } = reading.reader;
  const { expression } = whole;
  if (expression.kind !== 'call') return textDefinition(whole, reading);
  const { callee, items, named } = expression;
  const first = items[0] ?? named[0]?.value;
  if (!first) return undefined;
  const argument = evaluate.follow({ ...whole, expression: first });
  switch (lastName(callee).replaceAll('_', '').toLowerCase()) {
    case 'fromfile':
      return fileDefinition(evaluate.text(argument), reading);
    case 'fromstring':
      return definitionAt(argument, reading);
    default:
      return readFile(whole, reading) ?? textDefinition(whole, reading);
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

/** Calls that give the text of a file, or the value that stands in it. */
const READS = /^(?:readfilesync|readjsonsync|readtext|open)$/;
/** Calls that change nothing of what a definition says. */
const PASSES = /^(?:stringify|parse|dumps|loads|load|read|tostring|tojsonstring|str)$/;

/** `fs.readFileSync(file, "utf8")`, `open(file).read()`, `json.load(file)`, however often it is taken apart and put together. */
function readFile(whole: Placed, reading: FunctionReading, depth = 0): Definition | undefined {
  const { evaluate } = reading.reader;
  const { expression } = whole;
  if (expression.kind !== 'call' || depth > 8) return undefined;
  const { callee, items } = expression;
  const name = lastName(callee).replaceAll('_', '').toLowerCase();
  if (name === 'readtext' && callee.kind === 'member') {
    return fileDefinition(evaluate.text({ ...whole, expression: callee.object }), reading);
  }
  if (READS.test(name)) return items[0] && fileDefinition(evaluate.text({ ...whole, expression: items[0] }), reading);
  if (!PASSES.test(name)) return undefined;
  const inner = [items[0], callee.kind === 'member' ? callee.object : undefined];
  for (const each of inner) {
    const found = each && readFile(evaluate.follow({ ...whole, expression: each }), reading, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** A definition that is written out in the program. */
function textDefinition(whole: Placed, { reader }: FunctionReading): Definition | undefined {
  const { evaluate } = reader;
  const { expression, scope } = whole;
  const isStringify = expression.kind === 'call' && /^(?:stringify|dumps)$/.test(lastName(expression.callee));
  const inner = isStringify ? expression.items[0] : expression;
  const value = inner && evaluate.json({ ...whole, expression: inner });
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
