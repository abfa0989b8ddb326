/** What the code of a machine's functions reads: of their events, and of what services answer them. */
import { taskTarget } from '../../core/facts/calledNames';
import { readsOfEvent, readsOfMember, type CodeFile, type DataReads } from '../../core/handlers/dataReads';
import type { State } from '../../core/model/machine';
import { findFunction, type Project } from '../../project';
import { CodeModules } from './codeModules';

interface HandlerCode {
  /** The handler's own first. */
  readonly files: readonly CodeFile[];
  readonly exportName: string;
}

export class HandlerReads {
  private readonly modules = new CodeModules();
  /** A walk asks each time it comes to a state, and each question walks anew. */
  private readonly events = new Map<State, DataReads | undefined>();

  constructor(
    private readonly project: Project,
    private readonly stack: string | undefined,
  ) {}

  ofEvent(state: State): DataReads | undefined {
    if (!this.events.has(state)) {
      const code = this.codeOf(state);
      this.events.set(state, code && readsOfEvent(code.files, code.exportName));
    }
    return this.events.get(state);
  }

  /** @param member of an answer */
  ofAnswer(state: State, member: string): DataReads | undefined {
    const code = this.codeOf(state);
    // Of an answer's many members few are anywhere in the code, which is taken apart for each.
    return code?.files.some(({ text }) => text.includes(member)) ? readsOfMember(code.files, member) : undefined;
  }

  private codeOf(state: State): HandlerCode | undefined {
    const target = taskTarget(state);
    if (target?.kind !== 'function') return undefined;
    const found = findFunction(this.project, target.name, this.stack);
    if (!('function' in found)) return undefined;
    const { file, inline, exportName = 'handler', runtime, codeDir } = found.function;
    if (file !== undefined) return { files: this.modules.from(file, codeDir), exportName };
    if (!inline) return undefined;
    // Code that stands in a template has no file to tell its language.
    const named = runtime?.startsWith('python') ? 'index.py' : 'index.js';
    return { files: [{ file: named, text: inline.code.text }], exportName };
  }
}
