/** What AWS would refuse a definition for, told the same way in the terminal and in the editor. */
import { visible } from '../core/escape/visible';
import type { Machine } from '../core/model/machine';
import { validate } from '../core/rules';
import type { Diagnostic } from '../core/rules';
import type { LoadedMachine } from './loadMachine';

export interface DefinitionErrors {
  /** Every error, also what AWS finds only when it runs. */
  readonly errors: readonly Diagnostic[];
  /** Those for which AWS would not create the state machine. */
  readonly refused: readonly Diagnostic[];
}

/** @param loaded what is known of how it runs, and of what is filled in in it */
export function definitionErrors(
  machine: Machine,
  { type, name, isRendered, substitutions = {} }: Pick<LoadedMachine, 'type'> & Partial<LoadedMachine>,
): DefinitionErrors {
  const names = new Set(Object.keys(substitutions));
  const placeholders = isRendered ? [{ machine: name ?? '', template: '', names, isRendered }] : [];
  const errors = validate(machine.document, machine, { type, errorsOnly: true, placeholders }).filter(
    ({ severity }) => severity === 'error',
  );
  return { errors, refused: errors.filter(({ mayRun }) => !mayRun) };
}

/**
 * @param anyway what runs it all the same, such as `--anyway`
 */
export function refusalText(
  refused: readonly Diagnostic[],
  { machine, called, anyway }: { readonly machine: Machine; readonly called: Called; readonly anyway: string },
): string {
  const lines = placed(refused, machine, called).join('\n');
  return `AWS would refuse this definition (${anyway} runs it anyway):\n${lines}`;
}

/** What a file is called in a sentence, by its absolute path: a template may name the file that holds the definition. */
type Called = (file: string) => string;

/** A line for each finding, with its place. */
export function placed(errors: readonly Diagnostic[], machine: Machine, called: Called): string[] {
  const file = called(machine.document.uri);
  return errors.map(({ span, message }) => {
    const { line, character } = machine.document.positionAt(span.start);
    return visible(`  ${file}:${line + 1}:${character + 1}: ${message}`);
  });
}
