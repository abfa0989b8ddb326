import { CertainFailureStore } from '../facts/certainFailureStore';
import { buildMachine } from '../model/buildMachine';
import { parseDocument } from '../syntax/parse';
import type { Span, SyntaxDocument } from '../syntax/tree';
import { hostOf } from '../hosts';
import type { HostedMachine } from '../hosts';
import { validate } from './index';
import type { Diagnostic, ValidateOptions } from './rule';
import { syntaxDiagnostics } from './validate';

/**
 * Everything there is to say about a file, be it a definition or a template with definitions inside. There
 * every machine is checked as the type it is declared to be.
 */
export function validateDocument(document: SyntaxDocument, options: ValidateOptions = {}): Diagnostic[] {
  const host = hostOf(document);
  if (!host) return validate(document, undefined, options);
  const diagnostics = syntaxDiagnostics(document);
  for (const machine of host.machines(document)) {
    diagnostics.push(...embeddedDiagnostics(document, machine, { ...options, type: machine.type }));
  }
  return diagnostics.sort((a, b) => a.span.start - b.span.start);
}

/** The same with what takes turns of the event loop to tell: constant parts of JSONata expressions are evaluated. */
export async function validateFully(
  document: SyntaxDocument,
  giveWay: () => Promise<void>,
  options: ValidateOptions = {},
): Promise<Diagnostic[]> {
  const certain = new CertainFailureStore();
  const found = validateDocument(document, { ...options, certain });
  return (await certain.settle(giveWay)) ? validateDocument(document, { ...options, certain }) : found;
}

function embeddedDiagnostics(
  document: SyntaxDocument,
  { definition }: HostedMachine,
  options: ValidateOptions,
): Diagnostic[] {
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
