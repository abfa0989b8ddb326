/** A file that holds a SAM or CloudFormation template. */
import { parseDocument } from '../core/syntax';
import { concernsEntry } from '../core/syntax/yamlSections';
import type { SyntaxDocument, SyntaxProblem } from '../core/syntax/tree';
import { isTemplate, readTemplate } from '../core/template';
import type { StackEnvironment, Template } from '../core/template';
import { languageOf } from './definitionFile';
import type { Files } from './files';

/** Bytes. CloudFormation takes templates of 1 MB. */
export const LARGEST_TEMPLATE = 4 * 1024 * 1024;

export interface TemplateFile {
  readonly file: string;
  readonly document: SyntaxDocument;
  readonly template: Template;
  /** The first mistake in its syntax: the template may be a part of what it should be. */
  readonly fault?: TemplateFault;
}

export interface TemplateFault {
  readonly message: string;
  /** Zero-based. */
  readonly line: number;
  readonly character: number;
}

/** Parses a file that holds a template; undefined where it holds none. */
export function parseTemplate(file: string, files: Files, environment?: StackEnvironment): TemplateFile | undefined {
  const { text } = files.read(file, LARGEST_TEMPLATE);
  if (text === undefined) return undefined;
  // CloudFormation takes JSON under any name.
  const language = /^\s*\{/.test(text) ? 'json' : languageOf(file);
  const document = parseDocument(file, text, language);
  return isTemplate(document)
    ? { file, document, template: readTemplate(document, environment), fault: faultOf(document) }
    : undefined;
}

/** The mistake that makes what a template says at an offset unsure; one in another resource or section does not. */
export function faultNear({ document }: TemplateFile, offset: number): TemplateFault | undefined {
  const { text, language, problems, positionAt } = document;
  const near = problems.find(
    ({ code, span }) => code !== 'duplicate-key' && (language === 'json' || concernsEntry(text, span.start, offset)),
  );
  return near && { message: near.message, ...positionAt(near.span.start) };
}

/** Everything to say of a template's syntax: of each resource and section the first, for the others follow from it. */
export function faultsOf({ document }: TemplateFile): readonly TemplateFault[] {
  const { text, language, problems, root, positionAt } = document;
  const first: SyntaxProblem[] = [];
  for (const problem of problems) {
    const follows = ({ span }: SyntaxProblem): boolean =>
      language === 'json' || root?.kind !== 'object' || concernsEntry(text, problem.span.start, span.start);
    if (problem.code !== 'duplicate-key' && !first.some(follows)) first.push(problem);
  }
  return first.map(({ message, span }) => ({ message, ...positionAt(span.start) }));
}

/**
 * Sections, and entries of sections such as resources, that stand a second time: the last one counts, as on AWS, and all
 * that the first one holds is lost.
 */
export function doubledSections({ root, problems, positionAt }: SyntaxDocument): readonly TemplateFault[] {
  const sections = root?.kind === 'object' ? root.properties : [];
  const entries = sections.flatMap(({ value }) => (value?.kind === 'object' ? value.properties : []));
  const starts = new Set([...sections, ...entries].map(({ key }) => key.span.start));
  return problems
    .filter(({ code, span }) => code === 'duplicate-key' && starts.has(span.start))
    .map(({ message, span }) => ({ message, ...positionAt(span.start) }));
}

/** Of a key that stands twice the last one counts, as on AWS: what is read is whole. */
function faultOf({ problems, positionAt }: SyntaxDocument): TemplateFault | undefined {
  const first = problems.find(({ code }) => code !== 'duplicate-key');
  return first && { message: first.message, ...positionAt(first.span.start) };
}
