/**
 * The texts that a run keeps. A file whose text is still the same is shown itself; once it was edited, what is shown is the text
 * that runs, by a reference of the protocol's.
 */
import path from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { phrase } from '../core/l10n/phrase';
import type { Machine } from '../core/model/machine';
import { readTextFile } from '../project';
import { fileOf, normalizeFile } from './machineFile';

export interface NamedMachine {
  readonly name: string;
  readonly machine: Machine;
}

interface KeptText {
  readonly reference: number;
  readonly file: string;
  readonly text: string;
  readonly machines: NamedMachine[];
  isEdited: boolean;
  /** Whether a stack named the text that runs instead of the file; undefined: no stack was shown. */
  shownEdited?: boolean;
  /** Of {@link isEdited}. */
  readAt: number;
}

/** Milliseconds that a look at the disk is good for, where lines of the console ask for one after the other. */
const GOOD_FOR_MS = 1000;

export class KeptTexts {
  private current: KeptText[] = [];
  private readonly byMachine = new WeakMap<Machine, KeptText>();
  /** Never forgotten while the session lives: an editor may still show the text of an earlier run. */
  private readonly byReference = new Map<number, KeptText>();
  /** What an editor holds unsaved, by {@link normalizeFile}: a file is shown as its editor has it. */
  private readonly unsaved = new Map<string, string>();

  /** A new run begins. */
  clear(): void {
    this.current = [];
  }

  /** @returns its source, where the text is new */
  keep(named: NamedMachine): DebugProtocol.Source | undefined {
    const { machine } = named;
    const [file, text] = [fileOf(machine), wholeText(machine)];
    const known = this.current.find((each) => each.file === file && each.text === text);
    if (known) {
      if (!known.machines.some((other) => other.machine === machine)) known.machines.push(named);
      this.byMachine.set(machine, known);
      return undefined;
    }
    const reference = this.byReference.size + 1;
    const kept: KeptText = { reference, file, text, machines: [named], isEdited: false, readAt: -Infinity };
    this.current.push(kept);
    this.byReference.set(reference, kept);
    this.byMachine.set(machine, kept);
    return sourceOf(this.look(kept));
  }

  /** An editor shows a file. @param text what it holds unsaved; absent: what is on disk */
  hold(file: string, text: string | undefined): void {
    if (text === undefined) this.unsaved.delete(normalizeFile(file));
    else this.unsaved.set(normalizeFile(file), text);
  }

  /** A stack is shown, in the texts as they are now. */
  show(): void {
    for (const kept of this.current) kept.shownEdited = this.look(kept).isEdited;
  }

  /** Whether the stack that was shown last would be shown in other texts now. */
  isShownOtherwise(): boolean {
    return this.current.some((kept) => {
      const { isEdited, shownEdited = isEdited } = this.look(kept);
      return isEdited !== shownEdited;
    });
  }

  sourceOf(machine: Machine): DebugProtocol.Source {
    const kept = this.byMachine.get(machine);
    if (!kept) return { name: path.basename(fileOf(machine)), path: fileOf(machine) };
    return sourceOf(performance.now() - kept.readAt > GOOD_FOR_MS ? this.look(kept) : kept);
  }

  /** All that the run has to do with, the edited files beside the texts that run. */
  sources(): DebugProtocol.Source[] {
    return this.current.map((kept) => sourceOf(this.look(kept)));
  }

  /** Undefined: no text has this reference. */
  text(reference: number): string | undefined {
    return this.byReference.get(reference)?.text;
  }

  machinesIn(reference: number): readonly NamedMachine[] {
    return this.byReference.get(reference)?.machines ?? [];
  }

  private look(kept: KeptText): KeptText {
    const unsaved = this.unsaved.get(normalizeFile(kept.file));
    kept.isEdited =
      unsaved === undefined ? readTextFile(kept.file).text !== kept.text : linesOf(unsaved) !== linesOf(kept.text);
    kept.readAt = performance.now();
    return kept;
  }
}

/** Of the file, where the machine's positions are those of the file. */
export function wholeText({ document }: Machine): string {
  return document.fileText ?? document.text;
}

/** An editor ends all lines of a file in one way. */
function linesOf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function sourceOf({ file, isEdited, reference }: KeptText): DebugProtocol.Source {
  const source = { name: path.basename(file), path: file };
  return isEdited ? { ...source, sourceReference: reference, origin: phrase`as it was when the run began` } : source;
}
