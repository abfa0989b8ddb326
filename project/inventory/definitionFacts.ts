/** What an inventory tells of a definition, without the definition itself: of thousands nothing else is kept. */
import { taskTarget, type TaskTarget } from '../../core/facts/calledNames';
import type { Machine } from '../../core/model/machine';
import { hasFiller } from '../../core/values';

export interface DefinitionFacts {
  readonly states: readonly StateFacts[];
  /** Why the definition cannot be read. */
  readonly problem?: string;
}

export interface StateFacts {
  readonly name: string;
  /** Zero-based. */
  readonly line: number;
  readonly target: TaskTarget | undefined;
  /** Of its fields, those with a placeholder in them. */
  readonly placeholders: readonly string[];
  /** Its fields as one text, where a filler or a placeholder is in them: a filler is its own mark. */
  readonly open: string | undefined;
}

export function definitionFacts(loaded: { readonly machine: Machine } | { readonly problem: string }): DefinitionFacts {
  if ('problem' in loaded) return { states: [], problem: loaded.problem };
  const { states, document } = loaded.machine;
  return {
    states: states.map((state) => {
      const fields = ownFields(state.definition);
      const text = JSON.stringify(fields);
      const isOpen = text.includes('${');
      return {
        name: state.name,
        line: document.positionAt(state.node.span.start).line,
        target: taskTarget(state),
        placeholders: isOpen ? textsIn(fields).filter((each) => each.includes('${')) : [],
        open: isOpen || hasFiller(text) ? text : undefined,
      };
    }),
  };
}

/** Without those that hold states of their own. */
function ownFields(definition: Machine['definition']): object {
  const { Branches: _branches, ItemProcessor: _processor, Iterator: _iterator, ...fields } = definition;
  return fields;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
