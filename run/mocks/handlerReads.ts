/** What the code of a machine's functions reads: of their events, and of what services answer them. */
import { taskTarget } from '../../core/facts/calledNames';
import { readsOfEvent, readsOfMember, type DataReads } from '../../core/handlers/dataReads';
import type { State } from '../../core/model/machine';
import { findFunction, readTextFile, type Project } from '../../project';

/** Bytes of a file that is looked into: what is longer is bundled, and says little of names. */
const LONGEST = 200_000;

export class HandlerReads {
  private readonly texts = new Map<string, string | undefined>();
  /** A walk asks each time it comes to a state, and each question walks anew. */
  private readonly events = new Map<State, DataReads | undefined>();

  constructor(
    private readonly project: Project,
    private readonly stack: string | undefined,
  ) {}

  ofEvent(state: State): DataReads | undefined {
    if (!this.events.has(state)) {
      const code = this.codeOf(state);
      this.events.set(state, code && readsOfEvent(code.file, code.text, code.exportName));
    }
    return this.events.get(state);
  }

  /** @param member of an answer */
  ofAnswer(state: State, member: string): DataReads | undefined {
    const code = this.codeOf(state);
    // Of an answer's many members few are anywhere in the code, which is taken apart for each.
    return code?.text.includes(member) ? readsOfMember(code.file, code.text, member) : undefined;
  }

  private codeOf(state: State) {
    const target = taskTarget(state);
    if (target?.kind !== 'function') return undefined;
    const found = findFunction(this.project, target.name, this.stack);
    if (!('function' in found)) return undefined;
    const { file, inline, exportName = 'handler', runtime } = found.function;
    if (file === undefined) {
      // Code that stands in a template has no file to tell its language.
      const named = runtime?.startsWith('python') ? 'index.py' : 'index.js';
      return inline && { file: named, text: inline.code.text, exportName };
    }
    if (!this.texts.has(file)) this.texts.set(file, readTextFile(file, LONGEST).text);
    const text = this.texts.get(file);
    return text === undefined ? undefined : { file, text, exportName };
  }
}
