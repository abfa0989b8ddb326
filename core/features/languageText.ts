/** What every feature is given: a parsed text with the machines in it, and what is known of the project around it. */
import { buildMachine } from '../model';
import type { Machine } from '../model/machine';
import type { MappedText } from '../syntax/mappedText';
import type { Span, SyntaxDocument } from '../syntax/tree';
import { isTemplate, readTemplate } from '../template';

export interface MachineText {
  /** Logical id of a machine in a template; undefined where the text is the definition. */
  readonly name?: string;
  readonly machine: Machine;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

export interface DefinitionInString {
  /** Logical id of the machine. */
  readonly name: string;
  /** Of the key that it stands behind. */
  readonly key: Span;
  readonly mapped: MappedText;
}

export interface LanguageText {
  readonly document: SyntaxDocument;
  readonly isTemplate: boolean;
  readonly machines: readonly MachineText[];
  /** Of a template: the definitions that it holds as text. */
  readonly strings: readonly DefinitionInString[];
}

/** What Resource and FunctionName may name, where the project is known. */
export interface ProjectNames {
  readonly functions: readonly string[];
  /** Names of `DefinitionSubstitutions`, without `${}`. */
  readonly placeholders: readonly string[];
}

export function readLanguageText(document: SyntaxDocument): LanguageText {
  if (!isTemplate(document)) {
    const machine = buildMachine(document);
    return { document, isTemplate: false, machines: machine ? [{ machine }] : [], strings: [] };
  }
  const declared = readTemplate(document).machines;
  const machines = declared.flatMap(({ logicalId, type, definition }): MachineText[] => {
    if (!definition || !('kind' in definition)) return [];
    const machine = buildMachine(document, definition);
    return machine ? [{ name: logicalId, machine, type }] : [];
  });
  const strings = declared.flatMap(({ logicalId: name, definition, definitionKey }): DefinitionInString[] => {
    if (!definition || 'kind' in definition) return [];
    return [{ name, key: definitionKey ?? definition.span, mapped: definition }];
  });
  return { document, isTemplate: true, machines, strings };
}

/** The machine whose text covers an offset; a definition's own machine covers all of it. */
export function machineAt(text: LanguageText, offset: number): Machine | undefined {
  if (!text.isTemplate) return text.machines[0]?.machine;
  return text.machines.find(({ machine }) => machine.node.span.start <= offset && offset <= machine.node.span.end)
    ?.machine;
}
