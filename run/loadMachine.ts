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
import { filesOnDisk, languageOf, machineNameOf, parseTemplate, awsRegionOf, stackOf } from '../project';
import type { Files, Project, ProjectMachine } from '../project';
import { substitutedValues } from './substitutions';
import { distinctNames, noMachineIn, programInstead } from './whatToDo';
import { EDITOR_WORDING } from './wording';
import type { Wording } from './wording';

/** A machine ready to run: its deploy-time values are in place, its positions those of the file. */
export interface LoadedMachine {
  readonly machine: Machine;
  readonly name: string;
  /** Of what declares it; see {@link stackOf}. */
  readonly stack: string;
  /** Of the stack; see {@link awsRegionOf}. */
  readonly region?: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly substitutions: { readonly [name: string]: string };
  /** See `ProjectMachine.isRendered`. */
  readonly isRendered?: true;
  /** What is wrong with the text's syntax. */
  readonly problems: readonly SyntaxProblem[];
}

export interface LoadMachineOptions {
  readonly project: Project;
  /** Which of several; a name or logical id. */
  readonly name?: string;
  /** The text of a document that is open and perhaps not saved. */
  readonly unsaved?: (file: string) => string | undefined;
  /** What files are called in what is said of them; default: their absolute paths, as in an editor. */
  readonly wording?: Wording;
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
  const { wording = EDITOR_WORDING } = options;
  const shown = wording.shown(file);
  const { text, reason } = files.read(file);
  if (text === undefined) return { problem: phrase`${shown} cannot be read: ${reason}.` };
  const template = parseTemplate(file, files);
  const isProgram = languageOfFile(file) !== undefined;
  const near = nearTo(file, options);
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
    if (template?.fault) return { problem: placedProblem(shown, template.fault) };
    if (candidates.length > 0)
      return { problem: phrase`${shown} has no state machine "${options.name ?? ''}". It has ${names}.` };
    const [own] = near.problems.filter(({ place }) => place === undefined || place.file === file);
    return { problem: own?.message ?? noMachine(file, options) };
  }
  if (others.length > 0) {
    const way = wording.running(file, distinctNames(candidates)[0]);
    return { problem: phrase`${shown} contains several state machines: ${names}. To run the first: ${way}` };
  }
  return loadProjectMachine(found, options);
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
  const shown = shownBy(options, file);
  if (known.text !== undefined) return finish({ document: parseDocument(file, known.text, 'json') }, known, options);
  const { text, reason } = files.read(file);
  if (text === undefined) return { problem: phrase`${shown} cannot be read: ${reason}.` };
  const parsed = parseTemplate(file, files);
  const values = known.values ?? parsed?.template;
  // The text may be newer than what is known of its places.
  const declared =
    known.template === file ? parsed?.template.machines.find(({ logicalId }) => hasName(known, logicalId)) : undefined;
  if (parsed && declared?.definition)
    return finish(regionOf(declared.definition, parsed.document), known, options, values);
  if (known.mapped) {
    const language = /^\s*\{/.test(known.mapped.text) ? 'json' : languageOf(file);
    return finish({ document: embeddedDocument(file, text, known.mapped, language) }, known, options, values);
  }
  if (known.span)
    return finish(partOf(parseDocument(file, text, languageOf(file)), known.span), known, options, values);
  if (known.template !== file) return loadDefinition(file, text, options, known);
  return { problem: phrase`${shown} does not contain a definition of ${name}.` };
}

function loadDefinition(
  file: string,
  text: string,
  options: LoadMachineOptions,
  known = declaredIn(file, options),
): LoadedMachine | { readonly problem: string } {
  const { name = known?.name } = options;
  if (known?.fault !== undefined) return { problem: known.fault };
  if (name !== undefined && known && !hasName(known, name)) {
    return { problem: phrase`${shownBy(options, file)} contains the state machine "${known.name}", not "${name}".` };
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
  const problem = otherThanDefinition(file, document, options);
  return problem === undefined ? finish({ document }, plain, options) : { problem };
}

function declaredIn(file: string, options: LoadMachineOptions): ProjectMachine | undefined {
  const { name } = options;
  const declaring = nearTo(file, options).machines.filter((machine) => machine.file === file);
  return declaring.find((machine) => name !== undefined && hasName(machine, name)) ?? declaring[0];
}

/** What a file is that is no definition and holds none; undefined where it may be meant for one. */
function otherThanDefinition(file: string, document: SyntaxDocument, options: LoadMachineOptions): string | undefined {
  const { wording = EDITOR_WORDING } = options;
  const shown = wording.shown(file);
  if (languageOfFile(file) !== undefined) return programInstead(file, document.text, options.project, wording);
  if (hostOf(document)) return noMachine(file, options);
  const { root, problems } = document;
  if (root?.kind !== 'object' || problems.length > 0 || root.properties.length === 0) return undefined;
  if (valueOf(root, 'StartAt') || valueOf(root, 'States')) return undefined;
  return phrase`${shown} is not a state machine: it has neither StartAt nor States.`;
}

function finish(
  { document, node }: { document: SyntaxDocument; node?: ObjectNode },
  known: ProjectMachine,
  options: LoadMachineOptions,
  template?: TemplateValues,
): LoadedMachine | { readonly problem: string } {
  const { name, type, file, substitutions, isRendered } = known;
  const values = substitutedValues({ names: substitutions, template, isRendered });
  const machine = buildMachine(document, node, values);
  const [first] = document.problems;
  if (!machine) {
    const reason = first?.message ?? phrase`A state machine must be an object with StartAt and States.`;
    return { problem: phrase`${shownBy(options, file)} is not a state machine. ${reason}` };
  }
  // Of a key that stands twice AWS takes the last one, and so does the machine.
  const { start, end } = node?.span ?? { start: 0, end: Infinity };
  const broken = document.problems.find(
    ({ code, span }) => code !== 'duplicate-key' && start <= span.start && span.start <= end,
  );
  if (broken) {
    return {
      problem: placedProblem(shownBy(options, file), {
        ...document.positionAt(broken.span.start),
        message: broken.message,
      }),
    };
  }
  const stack = stackOf(known, options.project);
  const region = awsRegionOf(known, options.project);
  const { problems } = document;
  return { machine, name, stack, region, type, substitutions, ...(isRendered && { isRendered }), problems };
}

/** What of the project may have to do with a file. */
function nearTo(file: string, { project }: LoadMachineOptions): Project {
  return project.near?.({ file }) ?? project;
}

function noMachine(file: string, { project, wording = EDITOR_WORDING }: LoadMachineOptions): string {
  return noMachineIn(file, project, wording);
}

function shownBy({ wording = EDITOR_WORDING }: LoadMachineOptions, file: string): string {
  return wording.shown(file);
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
