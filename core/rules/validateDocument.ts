import { buildMachine } from '../model/buildMachine';
import { parseDocument } from '../syntax/parse';
import type { Span, SyntaxDocument } from '../syntax/tree';
import { nodeAt } from '../syntax/value';
import { isTemplate, readTemplate } from '../template';
import type { TemplateMachine } from '../template';
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
  const place = placeOfText(document, definition);
  return validate(inner, undefined, options).map((diagnostic) => ({
    ...diagnostic,
    span: place(diagnostic.span),
    related: diagnostic.related?.map((related) => ({ ...related, span: place(related.span) })),
  }));
}

/** Maps spans of a definition in a string to the template; to the whole string where it was joined from parts. */
function placeOfText(document: SyntaxDocument, { text, span }: { text: string; span: Span }): (inner: Span) => Span {
  const node = nodeAt(document, span.start);
  if (node?.kind !== 'string' || node.value !== text) return () => span;
  return ({ start, end }) => {
    const from = Math.min(node.sourceOffset(start), node.span.end);
    const to = node.sourceOffset(Math.max(start, end - 1)) + 1;
    return { start: from, end: Math.max(from, Math.min(to, node.span.end)) };
  };
}
