import { CertainFailureStore } from '../facts/certainFailureStore';
import { buildMachine } from '../model/buildMachine';
import { parseDocument } from '../syntax/parse';
import type { ObjectNode, Span, SyntaxDocument } from '../syntax/tree';
import { hostOf } from '../hosts';
import type { HostedMachine } from '../hosts';
import { withoutConsequences } from './consequences';
import { validate } from './index';
import type { Diagnostic, ValidateOptions } from './rule';
import { syntaxDiagnostics } from './validate';

/** A definition in a file, with what there is to say of it alone. */
export interface CheckedDefinition {
  /** Unique in the file; absent where the file is the definition. */
  readonly name?: string;
  /** The text that it is read from, and in which places are told. */
  readonly document: SyntaxDocument;
  /** Undefined where it is no object. */
  readonly root?: ObjectNode;
  readonly diagnostics: readonly Diagnostic[];
}

/** Each definition of a file for itself. */
export function checkedDefinitions(document: SyntaxDocument, options: ValidateOptions = {}): CheckedDefinition[] {
  const host = hostOf(document);
  if (!host) return [checked(document, options)];
  return host.machines(document).map(({ name, type, definition }) => {
    const own = { ...options, type };
    if (!('kind' in definition)) return { name, ...checked(parseDocument(document.uri, definition.text, 'json'), own) };
    const machine = buildMachine(document, definition);
    return { name, document, root: definition, diagnostics: machine ? validate(document, machine, own) : [] };
  });
}

function checked(document: SyntaxDocument, options: ValidateOptions): CheckedDefinition {
  const root = document.root?.kind === 'object' ? document.root : undefined;
  return { document, root, diagnostics: validate(document, undefined, options) };
}

/**
 * Everything there is to say about a file, be it a definition or a template with definitions inside. There
 * every machine is checked as the type it is declared to be.
 */
export function validateDocument(document: SyntaxDocument, options: ValidateOptions = {}): Diagnostic[] {
  const host = hostOf(document);
  if (!host) return validate(document, undefined, options);
  const problems = [...document.problems, ...(host.mistakes?.(document) ?? [])];
  const diagnostics = syntaxDiagnostics({ problems });
  const around = { ...document, problems };
  for (const machine of host.machines(document)) {
    diagnostics.push(...embeddedDiagnostics(around, machine, { ...options, type: machine.type }));
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
  { name, definition, key, fillsIn }: HostedMachine,
  around: ValidateOptions,
): readonly Diagnostic[] {
  const options = fillsIn ? { ...around, placeholders: [{ machine: name, names: { has: fillsIn } }] } : around;
  if ('kind' in definition) {
    const machine = buildMachine(document, definition);
    return machine ? validate(document, machine, options) : [];
  }
  const inner = parseDocument(document.uri, definition.text, 'json');
  const place = (span: Span): Span => definition.fileSpan(span);
  const found = validate(inner, undefined, options).map((diagnostic) => ({
    ...diagnostic,
    span: place(diagnostic.span),
    related: diagnostic.related?.map((related) => ({ ...related, span: place(related.span) })),
  }));
  // What is open around it begins before it.
  return withoutConsequences(found, document, { start: key.start, end: definition.span.end });
}
