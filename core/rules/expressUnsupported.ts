import type { Scope, State } from '../model/machine';
import { textOf, valueOf } from '../syntax/value';
import { isDistributed } from '../facts/definitionObjects';
import type { Rule } from './rule';
import { taskCalls } from '../facts/tasks';
import { phrase } from '../l10n/phrase';

/**
 * Express workflows cannot wait for anything outside: no `.sync`, no `.waitForTaskToken`, no activities, no
 * distributed Map. This applies to a machine that runs as EXPRESS and for the items of a distributed Map whose
 * ExecutionType is EXPRESS.
 *
 * Source: recorded refusals "Express state machine does not support '.sync' service integration"; AWS: Choosing
 * workflow type.
 */
export const expressUnsupported: Rule = {
  code: 'express-unsupported',
  severity: 'error',
  check(context, report) {
    const express = (scope: Scope): boolean => {
      for (let inner: Scope | undefined = scope; inner; inner = inner.owner?.scope) {
        const type = executionTypeOf(inner);
        if (type) return type === 'EXPRESS';
      }
      return context.options.type === 'EXPRESS';
    };
    for (const { state, node, resource } of taskCalls(context)) {
      if (!resource || !express(state.scope)) continue;
      if (resource.kind === 'activity') {
        report(node, phrase`An Express workflow cannot call an activity.`);
      } else if (resource.kind === 'integration' && resource.pattern && resource.pattern !== 'requestResponse') {
        report(
          node,
          phrase`An Express workflow does not support "${resource.suffix}": it cannot wait for a job or a callback.`,
        );
      }
    }
    for (const state of context.machine.states) {
      if (state.type !== 'Map' || isDistributed(state) !== true || !express(state.scope)) continue;
      report(state.nameNode, phrase`An Express workflow cannot run a distributed Map.`);
    }
  },
};

/** What the items of a distributed Map run as; undefined for every other scope. */
function executionTypeOf(scope: Scope): string | undefined {
  const owner: State | undefined = scope.kind === 'itemProcessor' ? scope.owner : undefined;
  if (!owner || isDistributed(owner) !== true) return undefined;
  const config = valueOf(scope.node, 'ProcessorConfig');
  return config?.kind === 'object' ? textOf(config, 'ExecutionType') : undefined;
}
