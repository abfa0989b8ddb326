import { languageOfFile } from '../core/handlers';
import { hostOf } from '../core/hosts';
import { phrase } from '../core/l10n/phrase';
import { buildMachine } from '../core/model';
import type { Machine } from '../core/model';
import { parseDocument } from '../core/syntax';
import { embeddedDocument } from '../core/syntax/embed';
import type { MappedText } from '../core/syntax/mappedText';
import type { ObjectNode, Span, SyntaxDocument, SyntaxNode, SyntaxProblem } from '../core/syntax/tree';
import { nodeAt, valueOf } from '../core/syntax/value';
import type { TemplateValues } from '../core/template';
import { filesOnDisk, languageOf, machineNameOf, parseTemplate } from '../project';
import type { Files, Project, ProjectMachine } from '../project';
import { substituteIn } from './substitutions';

/** A machine ready to run: its deploy-time values are in place, its positions those of the file. */
export interface LoadedMachine {
  readonly machine: Machine;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly substitutions: { readonly [name: string]: string };
  /** The stack that declares it. */
  readonly stack?: string;
  /** What is wrong with the text's syntax. */
  readonly problems: readonly SyntaxProblem[];
}

export interface LoadMachineOptions {
  readonly project: Project;
  /** Which of several; a name or logical id. */
  readonly name?: string;
  /** The text of a document that is open and perhaps not saved. */
  readonly unsaved?: (file: string) => string | undefined;
  /** Where files are read; absent: the disk, with `unsaved` laid over it. */
  readonly files?: Files;
}

/**
 * Loads a machine from its definition, or from the template that holds or names it.
 *
 * @returns the machine, or the sentence that says why there is none
 */
export function loadMachine(file: string, options: LoadMachineOptions): LoadedMachine | { readonly problem: string } {
  const files = filesOnDisk(options);
  const { text, reason } = files.read(file);
  if (text === undefined) return { problem: phrase`${file} cannot be read: ${reason}.` };
  const template = parseTemplate(file, files);
  const isProgram = languageOfFile(file) !== undefined;
  const near = options.project.near?.({ file }) ?? options.project;
  const candidates = near.machines.filter(
    (machine) =>
      machine.template === file ||
      (machine.file === file && isInside(machine)) ||
      // A program that makes machines, which stand elsewhere.
      (isProgram && machine.source.file === file),
  );
  if (!template && candidates.length === 0) return loadDefinition(file, text, options);
  const wanted =
    options.name === undefined ? candidates : candidates.filter((machine) => hasName(machine, options.name!));
  const [found, ...others] = wanted;
  const names = distinctNames(candidates).join(', ');
  if (!found) {
    if (template?.fault) return { problem: placedProblem(file, template.fault) };
    if (candidates.length > 0)
      return { problem: phrase`${file} has no state machine "${options.name ?? ''}". It has ${names}.` };
    return { problem: near.problems[0]?.message ?? phrase`${file} does not contain a state machine.` };
  }
  if (others.length > 0)
    return { problem: phrase`${file} contains several state machines. Choose one of them: ${names}.` };
  return loadProjectMachine(found, options);
}

/** Names that tell machines apart: stacks that are made alike name them by their path. */
function distinctNames(machines: readonly ProjectMachine[]): readonly string[] {
  return machines.map(({ name, aliases = [] }, at) => {
    const isShared = machines.some((other, index) => index !== at && other.name === name);
    return (isShared ? aliases.find((alias) => alias.includes('/')) : undefined) ?? name;
  });
}

/** Loads a machine that the project knows. */
export function loadProjectMachine(
  known: ProjectMachine,
  options: LoadMachineOptions,
): LoadedMachine | { readonly problem: string } {
  if (known.fault !== undefined) return { problem: known.fault };
  if (known.notRun !== undefined) return { problem: known.notRun };
  const files = options.files ?? filesOnDisk(options);
  const { file, name } = known;
  if (known.text !== undefined) return finish({ document: parseDocument(file, known.text, 'json') }, known);
  const { text, reason } = files.read(file);
  if (text === undefined) return { problem: phrase`${file} cannot be read: ${reason}.` };
  const parsed = parseTemplate(file, files);
  const values = known.values ?? parsed?.template;
  // The text may be newer than what is known of its places.
  const declared =
    known.template === file ? parsed?.template.machines.find(({ logicalId }) => hasName(known, logicalId)) : undefined;
  if (parsed && declared?.definition) return finish(regionOf(declared.definition, parsed.document), known, values);
  if (known.mapped) return finish({ document: embeddedDocument(file, text, known.mapped) }, known, values);
  if (known.span) return finish(partOf(parseDocument(file, text, languageOf(file)), known.span), known, values);
  if (known.template !== file) return loadDefinition(file, text, { ...options, name });
  return { problem: phrase`${file} does not contain a definition of ${name}.` };
}

function loadDefinition(
  file: string,
  text: string,
  { project, name }: LoadMachineOptions,
): LoadedMachine | { readonly problem: string } {
  const declaring = (project.near?.({ file }) ?? project).machines.filter((machine) => machine.file === file);
  const known = declaring.find((machine) => name !== undefined && hasName(machine, name)) ?? declaring[0];
  if (known?.fault !== undefined) return { problem: known.fault };
  if (name !== undefined && known && !hasName(known, name)) {
    return { problem: phrase`${file} contains the state machine "${known.name}", not "${name}".` };
  }
  const language = /^\s*\{/.test(text) ? 'json' : languageOf(file);
  const plain: ProjectMachine = known ?? {
    name: name ?? machineNameOf(file),
    file,
    type: 'STANDARD',
    substitutions: {},
    source: { file, line: 0 },
  };
  const document = parseDocument(file, text, language);
  const problem = otherThanDefinition(file, document);
  return problem === undefined ? finish({ document }, plain) : { problem };
}

/** What a file is that is no definition and holds none; undefined where it may be meant for one. */
function otherThanDefinition(file: string, document: SyntaxDocument): string | undefined {
  if (languageOfFile(file) !== undefined) {
    return phrase`${file} is the code of a function, not a state machine. Call it with stepwise invoke, or press F5 in it.`;
  }
  if (hostOf(document)) return phrase`${file} does not contain a state machine.`;
  const { root, problems } = document;
  if (root?.kind !== 'object' || problems.length > 0 || root.properties.length === 0) return undefined;
  if (valueOf(root, 'StartAt') || valueOf(root, 'States')) return undefined;
  return phrase`${file} is not a state machine: it has neither StartAt nor States.`;
}

function finish(
  { document, node }: { document: SyntaxDocument; node?: ObjectNode },
  { name, type, file, substitutions, stack }: ProjectMachine,
  template?: TemplateValues,
): LoadedMachine | { readonly problem: string } {
  const machine = buildMachine(document, node);
  const [first] = document.problems;
  if (!machine) {
    const reason = first?.message ?? phrase`A state machine must be an object with StartAt and States.`;
    return { problem: phrase`${file} is not a state machine. ${reason}` };
  }
  // Of a key that stands twice AWS takes the last one, and so does the machine.
  const { start, end } = node?.span ?? { start: 0, end: Infinity };
  const broken = document.problems.find(
    ({ code, span }) => code !== 'duplicate-key' && start <= span.start && span.start <= end,
  );
  if (broken) {
    return { problem: placedProblem(file, { ...document.positionAt(broken.span.start), message: broken.message }) };
  }
  substituteIn(machine.node, { names: substitutions, template });
  return { machine, name, type, substitutions, stack, problems: document.problems };
}

function placedProblem(
  file: string,
  { line, character, message }: { readonly line: number; readonly character: number; readonly message: string },
): string {
  return `${file}:${line + 1}:${character + 1}: ${message}`;
}

/** Whether a definition is a part of its file. */
function isInside({ span, mapped }: ProjectMachine): boolean {
  return span !== undefined || mapped !== undefined;
}

/** The object that stands at a place of a document. */
function partOf(document: SyntaxDocument, { start, end }: Span): { document: SyntaxDocument; node?: ObjectNode } {
  let node: SyntaxNode | undefined = nodeAt(document, start);
  while (node && !(node.kind === 'object' && node.span.end >= end)) node = node.parent;
  return { document, node };
}

/** A definition inside a template; its places are those of the template. */
function regionOf(
  definition: ObjectNode | MappedText,
  template: SyntaxDocument,
): { document: SyntaxDocument; node?: ObjectNode } {
  if ('kind' in definition) return { document: template, node: definition };
  return { document: embeddedDocument(template.uri, template.text, definition) };
}

function hasName(machine: ProjectMachine, name: string): boolean {
  return machine.name === name || (machine.aliases?.includes(name) ?? false);
}
