/** What a rule is, what it is given, and what it may say. */
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { CertainFailureStore } from '../facts/certainFailureStore';
import type { MachineFacts } from '../facts/machineFacts';
import type { RaisedErrors } from '../handlers/raisedErrors';
import type { Phrase } from '../l10n/phrase';
import type { State } from '../model/machine';
import type { Span, StringNode, SyntaxNode } from '../syntax/tree';

export type Severity = 'error' | 'warning' | 'hint';

/** One finding. The code is stable: settings, suppressions and documentation name it. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** Other places that belong to it, such as the state a name was taken from. */
  readonly related?: readonly RelatedPlace[];
  /** What a fix needs to know. */
  readonly data?: DiagnosticData;
  /** Of an error: that a machine which has it may run all the same. */
  readonly mayRun?: true;
  /** AWS's own code for it, where it has one besides that of whatever breaks a schema. */
  readonly aws?: string;
}

export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

export interface DiagnosticData {
  /** What should stand in place of the marked text. */
  readonly suggestion?: string;
  /** All that may stand in place of the marked text. */
  readonly values?: readonly string[];
  /** The name of a field to add to the object that holds the marked place. */
  readonly missing?: string;
}

export interface ValidateOptions {
  /** How the machine will run; what only STANDARD allows is reported where this says EXPRESS. */
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** What AWS's services take and give; absent: nothing is said of their actions and arguments. */
  readonly services?: ServiceCatalogue;
  /** What is no error is of no interest: the rules that find none are not asked. */
  readonly errorsOnly?: true;
  /** What JSONata expressions are known to fail of; absent: nothing is said of it. */
  readonly certain?: Pick<CertainFailureStore, 'failuresOf' | 'resultOf'>;
  /** Of each machine that uses the file; absent or empty: nothing is said of placeholders. */
  readonly placeholders?: readonly PlaceholdersOf[];
  /** What the function raises that a Task state calls; undefined where its code is not known. Absent: nothing is said of errors' names. */
  readonly raisedBy?: (state: State) => RaisedBy | undefined;
}

/** The errors that a function's own code makes. */
export interface RaisedBy extends RaisedErrors {
  /** Its name, as people are told of it. */
  readonly function: string;
}

/** A machine with this definition, and all that its template fills in. */
export interface PlaceholdersOf {
  readonly machine: string;
  /** As people are told of it; absent where the definition stands in the template itself. */
  readonly template?: string;
  /** Without `${}`. */
  readonly names: Pick<ReadonlySet<string>, 'has'>;
  /** They are filled in in the text of the file, before anything reads it. */
  readonly isRendered?: true;
}

export interface RuleContext extends MachineFacts {
  readonly options: ValidateOptions;
}

/**
 * A rule reports against nodes, never offsets: an object is marked at its name, a part of a string by
 * its place in the string's value.
 */
export type Report = (node: SyntaxNode, message: Phrase, details?: ReportDetails) => void;

export interface ReportDetails {
  /** Marks only this part of a string node's value. */
  readonly part?: { readonly offset: number; readonly length: number };
  readonly related?: readonly { readonly node: SyntaxNode; readonly message: Phrase }[];
  readonly data?: DiagnosticData;
  /** Where one case of the rule is milder or graver than the rule itself. */
  readonly severity?: Severity;
  /** Where AWS has a code for one case of the rule only. */
  readonly aws?: string;
  /** Where one case of the rule is not refused. */
  readonly mayRun?: true;
}

export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /**
   * True for an error that may not keep AWS from creating the machine: only the executions that get there
   * fail, or the refusal is written in the specification alone. It does not keep a machine from running here.
   */
  readonly mayRun?: true;
  /** True for one that is milder than an error, of which some cases are errors all the same. */
  readonly hasErrors?: true;
  /** The code that ValidateStateMachineDefinition gives it, where it has one of its own. */
  readonly aws?: string;
  check(context: RuleContext, report: Report): void;
}

/** The span a report marks. */
export function markedSpan(node: SyntaxNode, part?: ReportDetails['part']): Span {
  if (part && node.kind === 'string') return partSpan(node, part.offset, part.length);
  if (node.kind !== 'object' && node.kind !== 'array') return node.span;
  if (node.property) return node.property.key.span;
  const first = node.kind === 'object' ? node.properties[0]?.key : undefined;
  const { start, end } = node.span;
  // A YAML mapping has no brace to mark, so its first key stands for it.
  if (first?.span.start === start) return first.span;
  return { start, end: Math.min(start + 1, end) };
}

function partSpan(node: StringNode, offset: number, length: number): Span {
  const last = Math.max(offset, Math.min(offset + Math.max(1, length), node.value.length) - 1);
  const start = node.sourceOffset(Math.min(offset, node.value.length));
  const end = last < node.value.length ? Math.max(node.sourceOffset(last + 1), start + 1) : node.span.end;
  return { start, end };
}
