import { buildMachine } from '../model/buildMachine';
import { parseDocument } from '../syntax/parse';
import type { Span, SyntaxDocument } from '../syntax/tree';
import { isTemplate, readTemplate } from '../template';
import type { TemplateMachine } from '../template/template';
import { validate } from './index';
import type { Diagnostic, ValidateOptions } from './rule';
import { syntaxDiagnostics } from './validate';

/**
 * Everything there is to say about a file, be it a definition or a template with definitions inside. In
 * a template every machine is checked as the type it declares.
 */
export function validateDocument(document: SyntaxDocument, options: ValidateOptions = {}): Diagnostic[] {
  if (!isTemplate(document)) return validate(document, undefined, options);
  const diagnostics = syntaxDiagnostics(document);
  for (const machine of readTemplate(document).machines) {
    diagnostics.push(...embeddedDiagnostics(document, machine, { ...options, type: machine.type }));
  }
  return diagnostics.sort((a, b) => a.span.start - b.span.start);
}

function embeddedDiagnostics(
  document: SyntaxDocument,
  { definition }: TemplateMachine,
  options: ValidateOptions,
): Diagnostic[] {
  if (!definition) return [];
  if ('kind' in definition) {
    const machine = buildMachine(document, definition);
    return machine ? validate(document, machine, options) : [];
  }
  const inner = parseDocument(document.uri, definition.text, 'json');
  const place = (span: Span): Span => definition.fileSpan(span);
  return validate(inner, undefined, options).map((diagnostic) => ({
    ...diagnostic,
    span: place(diagnostic.span),
    related: diagnostic.related?.map((related) => ({ ...related, span: place(related.span) })),
  }));
}
