import path from 'node:path';
import { parseDocument } from '../../core/syntax';
import type { Span, SyntaxDocument } from '../../core/syntax/tree';
import { isTemplate, readTemplate } from '../../core/template';
import type { Template, TemplateFunction, TemplateMachine } from '../../core/template';
import { languageOf, machineNameOf } from '../definitionFile';
import type { Files } from '../files';
import { findHandlerFile } from '../handlerFile';
import type { ProjectFunction, ProjectMachine, ProjectProblem, SourcePlace } from '../project';
import type { ReaderResult } from './reader';

/** Lambda's own defaults. Source: Lambda, "Configure Lambda function timeout" and "… memory". */
const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

/** The names SAM and CloudFormation look for, the usual one first. */
const TEMPLATE_NAMES = ['template.yaml', 'template.yml', 'template.json', 'sam.yaml', 'sam.yml'];
const OTHER_TEMPLATE = /(\.(ya?ml|template)|\.template\.json)$/i;

interface TemplateFile {
  readonly file: string;
  readonly document: SyntaxDocument;
  readonly template: Template;
}

/** SAM and CloudFormation templates that stand directly in the folder. */
export function readSamProject(folder: string, files: Files): ReaderResult | undefined {
  const templates = templateFilesIn(folder, files).flatMap((file) => parseTemplate(file, files) ?? []);
  if (templates.length === 0) return undefined;
  const functions: ProjectFunction[] = [];
  const machines: ProjectMachine[] = [];
  const problems: ProjectProblem[] = [];
  for (const template of templates) {
    for (const declared of template.template.functions) {
      const found = projectFunction(declared, template, files);
      functions.push(found);
      if (found.problem !== undefined) problems.push({ message: found.problem, place: found.source });
    }
    for (const declared of template.template.machines) {
      const found = projectMachine(declared, template, files);
      if ('message' in found) problems.push(found);
      else machines.push(found);
    }
  }
  return { functions, machines, problems, searched: templates.map(({ file }) => file) };
}

/** Files of a folder that hold a template; the usual name alone where there is one. */
export function templateFilesIn(folder: string, files: Files): string[] {
  const names = files
    .list(folder)
    .filter(({ isFolder }) => !isFolder)
    .map(({ name }) => name);
  const usual = TEMPLATE_NAMES.find((name) => names.includes(name));
  const others = names.filter((name) => OTHER_TEMPLATE.test(name) && !TEMPLATE_NAMES.includes(name));
  return [...(usual === undefined ? [] : [usual]), ...others]
    .map((name) => path.join(folder, name))
    .filter((file) => looksLikeTemplate(files.read(file)));
}

/** A cheap look before a text is parsed. */
export function looksLikeTemplate(text: string | undefined): boolean {
  return text !== undefined && /\bResources\b/.test(text) && /AWS::(Serverless|Lambda|StepFunctions)::/.test(text);
}

/** Parses a file that holds a template; undefined where it holds none. */
export function parseTemplate(file: string, files: Files): TemplateFile | undefined {
  const text = files.read(file);
  if (text === undefined) return undefined;
  // CloudFormation takes JSON under any name.
  const language = /^\s*\{/.test(text) ? 'json' : languageOf(file);
  const document = parseDocument(file, text, language);
  return isTemplate(document) ? { file, document, template: readTemplate(document) } : undefined;
}

function projectFunction(declared: TemplateFunction, { file, document }: TemplateFile, files: Files): ProjectFunction {
  const codeDir = path.resolve(path.dirname(file), declared.codeUri ?? '.');
  const source = placeOf(declared.span, file, document);
  const { logicalId, functionName, handler, runtime } = declared;
  const found = handler === undefined ? undefined : findHandlerFile({ ...declared, handler, codeDir }, files);
  return {
    name: functionName ?? logicalId,
    names: functionName === undefined ? [logicalId] : [functionName, logicalId],
    codeDir,
    file: found?.file,
    exportName: found?.exportName,
    handler,
    runtime,
    environment: declared.environment,
    timeout: declared.timeout ?? DEFAULT_TIMEOUT,
    memorySize: declared.memorySize ?? DEFAULT_MEMORY,
    source,
    problem: found ? found.problem && `${found.problem} Function ${logicalId} names it.` : missingHandler(declared),
  };
}

function missingHandler({ logicalId, packageType, inlineCode }: TemplateFunction): string {
  if (packageType === 'Image')
    return `Function ${logicalId} is a container image: give its handler in .vscode/stepwise.json.`;
  if (inlineCode !== undefined)
    return `Function ${logicalId} has its code inside the template: put it in a file to run it here.`;
  return `Function ${logicalId} names no Handler.`;
}

function projectMachine(
  declared: TemplateMachine,
  { file, document, template }: TemplateFile,
  files: Files,
): ProjectMachine | ProjectProblem {
  const { logicalId, definition, definitionUri } = declared;
  const source = placeOf(declared.span, file, document);
  const substitutions = Object.fromEntries(
    Object.entries(declared.substitutions).flatMap(([name, value]) =>
      value.kind === 'unknown' ? [] : [[name, template.textOf(value)]],
    ),
  );
  const common = { name: declared.name ?? logicalId, template: file, type: declared.type, substitutions, source };
  if (definition) {
    const span = 'span' in definition ? definition.span : undefined;
    return { ...common, aliases: [logicalId], file, span };
  }
  if (definitionUri === undefined) return { message: `State machine ${logicalId} has no definition.`, place: source };
  const definitionFile = path.resolve(path.dirname(file), definitionUri);
  if (!files.isFile(definitionFile)) {
    return {
      message: `State machine ${logicalId} has its definition in ${definitionUri}, and there is no such file.`,
      place: source,
    };
  }
  return { ...common, aliases: [logicalId, machineNameOf(definitionFile)], file: definitionFile };
}

function placeOf(span: Span, file: string, document: SyntaxDocument): SourcePlace {
  return { file, line: document.positionAt(span.start).line };
}
