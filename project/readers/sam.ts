import { phrase } from '../../core/l10n/phrase';
import path from 'node:path';
import type { Span, SyntaxDocument } from '../../core/syntax/tree';
import { looksLikeTemplate } from '../../core/template';
import type { TemplateFunction, TemplateMachine } from '../../core/template';
import { machineNameOf } from '../definitionFile';
import type { Files } from '../files';
import { findHandlerFile } from '../handlerFile';
import type { ProjectFunction, ProjectMachine, ProjectProblem, SourcePlace, Stack } from '../project';
import { MISSING } from '../readRegularFile';
import { OUTSIDE } from '../reach';
import { LARGEST_TEMPLATE, parseTemplate, type TemplateFile } from '../templateFile';
import type { ProjectReader, ReaderContext, ReaderResult } from './reader';

/** Lambda's own defaults. Source: Lambda, "Configure Lambda function timeout" and "… memory". */
const DEFAULT_TIMEOUT = 3;
const DEFAULT_MEMORY = 128;

/** The names SAM and CloudFormation look for, the usual one first. */
const TEMPLATE_NAMES = ['template.yaml', 'template.yml', 'template.json', 'sam.yaml', 'sam.yml'];
const OTHER_TEMPLATE = /(\.(ya?ml|template)|\.template\.json)$/i;

/** Of one folder that are looked into. */
const MOST_CANDIDATES = 500;

/** SAM and CloudFormation templates that stand directly in the folder. */
export const samReader: ProjectReader = {
  name: 'SAM and CloudFormation',
  markFiles: TEMPLATE_NAMES,
  filesIn: templateFilesIn,
  read: readSamProject,
};

function readSamProject(folder: string, files: Files, context: ReaderContext): ReaderResult | undefined {
  const found = templateFilesIn(folder, files);
  const templates = found.flatMap((file) => parseTemplate(file, files) ?? []);
  const functions: ProjectFunction[] = [];
  const machines: ProjectMachine[] = [];
  const problems: ProjectProblem[] = [
    ...found.flatMap((file) => unreadableTemplate(file, files) ?? []),
    ...templates.flatMap(({ file, fault }) =>
      fault ? [{ message: fault.message, place: { file, line: fault.line } }] : [],
    ),
  ];
  if (templates.length === 0 && problems.length === 0) return undefined;
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
  const stacks = templates.map(({ file }) => stackOf(path.relative(context.root, file), file));
  return { stacks, functions, machines, problems, searched: templates.map(({ file }) => file) };
}

function stackOf(id: string, file: string): Stack {
  return { id, kind: 'sam', files: [file], state: 'static' };
}

/**
 * Files of a folder that hold a template; of the usual names the first alone. What has a usual name and cannot be read
 * is one of them: somebody must say so.
 */
function templateFilesIn(folder: string, files: Files): string[] {
  const names = files.list(folder).map(({ name }) => name);
  const usual = TEMPLATE_NAMES.find((name) => names.includes(name));
  const others = names.filter((name) => OTHER_TEMPLATE.test(name) && !TEMPLATE_NAMES.includes(name));
  if (others.length > MOST_CANDIDATES) {
    files.tell(
      phrase`${folder} contains more than ${MOST_CANDIDATES} YAML files: only the first of them were searched for templates.`,
    );
  }
  return [...(usual === undefined ? [] : [usual]), ...others.slice(0, MOST_CANDIDATES)]
    .map((name) => path.join(folder, name))
    .filter(
      (file) => looksLikeTemplate(files.read(file, LARGEST_TEMPLATE).text ?? '') || unreadableTemplate(file, files),
    );
}

/** Why a file that is called as templates are cannot be read. */
function unreadableTemplate(file: string, files: Files): ProjectProblem | undefined {
  if (!TEMPLATE_NAMES.includes(path.basename(file))) return undefined;
  const { reason } = files.read(file, LARGEST_TEMPLATE);
  if (reason === undefined || reason === MISSING) return undefined;
  return { message: phrase`${path.basename(file)} cannot be read: ${reason}.`, place: { file, line: 0 } };
}

/** As {@link TemplateFault} is told of what the template declares. */
function faultAt({ file, fault }: TemplateFile): string | undefined {
  return fault && `${file}:${fault.line + 1}:${fault.character + 1}: ${fault.message}`;
}

function projectFunction(declared: TemplateFunction, from: TemplateFile, files: Files): ProjectFunction {
  const { file, document } = from;
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
    problem: found ? found.problem && `${found.problem} It is the handler of ${logicalId}.` : missingHandler(declared),
    fault: faultAt(from),
  };
}

function missingHandler({ logicalId, packageType, inlineCode }: TemplateFunction): string {
  if (packageType === 'Image')
    return `The function ${logicalId} is a container image: name its handler in .vscode/stepwise.json.`;
  if (inlineCode !== undefined)
    return `The function ${logicalId} has its code in the template: move it to a file to run it here.`;
  return `The function ${logicalId} needs a Handler.`;
}

function projectMachine(declared: TemplateMachine, from: TemplateFile, files: Files): ProjectMachine | ProjectProblem {
  const { file, document, template } = from;
  const { logicalId, definition, definitionUri } = declared;
  const source = placeOf(declared.span, file, document);
  const substitutions = Object.fromEntries(
    Object.entries(declared.substitutions).flatMap(([name, value]) =>
      value.kind === 'unknown' ? [] : [[name, template.textOf(value)]],
    ),
  );
  const name = declared.name ?? logicalId;
  const common = { name, template: file, type: declared.type, substitutions, source, fault: faultAt(from) };
  if (definition) {
    const span = 'span' in definition ? definition.span : undefined;
    return { ...common, aliases: [logicalId], file, span };
  }
  if (definitionUri === undefined)
    return { message: phrase`The state machine ${logicalId} needs a definition.`, place: source };
  const definitionFile = path.resolve(path.dirname(file), definitionUri);
  const reason = files.problemOf(definitionFile);
  if (reason !== undefined) {
    const words = reason === OUTSIDE ? reason : reason.replace(/^it is/, 'that is');
    return {
      message: phrase`The state machine ${logicalId} names the definition ${definitionUri}, but ${words}.`,
      place: source,
    };
  }
  return { ...common, aliases: [logicalId, machineNameOf(definitionFile)], file: definitionFile };
}

function placeOf(span: Span, file: string, document: SyntaxDocument): SourcePlace {
  return { file, line: document.positionAt(span.start).line };
}
