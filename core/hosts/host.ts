/** Files that are no definition themselves and hold definitions: templates and what other tools deploy from. */
import type { MappedText } from '../syntax/mappedText';
import type { ObjectNode, Span, SyntaxDocument, SyntaxProblem } from '../syntax/tree';

export interface HostedMachine {
  /** Unique in the file: a logical id, a key, a resource's name. */
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Of the key that the definition stands behind. */
  readonly key: Span;
  /** A part of the file's own tree, or a text put together from parts of the file. */
  readonly definition: ObjectNode | MappedText;
  /** Whether the file fills in a placeholder; absent: nothing is said of placeholders. */
  readonly fillsIn?: (name: string) => boolean;
}

/** One kind of such files. A new one is a file beside this and a line of the table in `index.ts`. */
export interface Host {
  /** A cheap look at a text, before it is parsed: false where it is certainly none. */
  mayBe(uri: string, text: string): boolean;
  holds(document: SyntaxDocument): boolean;
  /** In the order of the file, whatever else is wrong with it. */
  machines(document: SyntaxDocument): readonly HostedMachine[];
  /** What is wrong with the syntax around definitions, of a language that documents have no tree for. */
  mistakes?(document: SyntaxDocument): readonly SyntaxProblem[];
}
