/** What every feature is given: a parsed text with the machines in it, and what is known of the project around it. */
import { buildMachine } from '../model';
import type { Machine, State } from '../model/machine';
import type { RaisedBy } from '../rules';
import type { MappedText } from '../syntax/mappedText';
import type { Span, SyntaxDocument } from '../syntax/tree';
import { hostOf } from '../hosts';

export interface MachineText {
  /** Of a machine in a file that holds several; undefined where the text is the definition. */
  readonly name?: string;
  readonly machine: Machine;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

export interface DefinitionInString {
  /** Of the machine. */
  readonly name: string;
  /** Of the key that it stands behind. */
  readonly key: Span;
  readonly mapped: MappedText;
}

export interface LanguageText {
  readonly document: SyntaxDocument;
  /** Whether it is a file that holds definitions, such as a template, and not one itself. */
  readonly isHost: boolean;
  readonly machines: readonly MachineText[];
  /** Of such a file: the definitions that it holds as text. */
  readonly strings: readonly DefinitionInString[];
}

/** What Resource and FunctionName may name, where the project is known. */
export interface ProjectNames {
  readonly functions: readonly string[];
  /** Names of `DefinitionSubstitutions`, without `${}`. */
  readonly placeholders: readonly string[];
  /** What the function raises that a Task state calls; undefined where its code is not known. */
  readonly raisedBy?: (state: State) => RaisedBy | undefined;
}

export function readLanguageText(document: SyntaxDocument): LanguageText {
  const host = hostOf(document);
  if (!host) {
    const machine = buildMachine(document);
    return { document, isHost: false, machines: machine ? [{ machine }] : [], strings: [] };
  }
  const hosted = host.machines(document);
  const machines = hosted.flatMap(({ name, type, definition }): MachineText[] => {
    const machine = 'kind' in definition ? buildMachine(document, definition) : undefined;
    return machine ? [{ name, machine, type }] : [];
  });
  const strings = hosted.flatMap(({ name, key, definition }): DefinitionInString[] =>
    'kind' in definition ? [] : [{ name, key, mapped: definition }],
  );
  return { document, isHost: true, machines, strings };
}

/** The machine whose text covers an offset; a definition's own machine covers all of it. */
export function machineAt(text: LanguageText, offset: number): Machine | undefined {
  if (!text.isHost) return text.machines[0]?.machine;
  return text.machines.find(({ machine }) => machine.node.span.start <= offset && offset <= machine.node.span.end)
    ?.machine;
}
