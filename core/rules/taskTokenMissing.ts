import type { SyntaxNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { isDeployTime, valueOf } from '../syntax/value';
import { expressionText, visitStrings } from '../facts/expressions';
import { jsonataSource } from '../query';
import type { Rule } from './rule';
import { taskCalls } from '../facts/tasks';
import { phrase } from '../l10n/phrase';

/** The token itself, or the context object (or its Task) that carries it. */
const CARRIES_TOKEN =
  /\$\$(\.Task\b|\['Task'\]|\s*$|[,)\s])|\$states\.context\b(?!\.(Execution|State|StateMachine|Map)\b)/;

/**
 * A `.waitForTaskToken` task must pass on its token, or nobody can ever answer it: `$$.Task.Token` in Parameters,
 * `$states.context.Task.Token` in Arguments.
 *
 * Source: AWS: Discover service integration patterns, "Wait for Callback with Task Token". No refusal is recorded, so
 * this is a warning.
 */
export const taskTokenMissing: Rule = {
  code: 'task-token-missing',
  severity: 'warning',
  check(context, report) {
    for (const { state, node, resource } of taskCalls(context)) {
      if (resource?.kind !== 'integration' || resource.pattern !== 'waitForTaskToken') continue;
      const jsonata = state.queryLanguage === 'JSONata';
      const given = ['Parameters', 'Arguments', 'InputPath'].flatMap((name) => valueOf(state.node, name) ?? []);
      if (given.some((node) => mayCarryToken(node, jsonata))) continue;
      const token = jsonata ? '$states.context.Task.Token' : '$$.Task.Token';
      report(
        node,
        phrase`This task waits for a callback but does not pass on its token: put ${token} into its ${jsonata ? 'Arguments' : 'Parameters'}.`,
      );
    }
  },
};

function mayCarryToken(node: SyntaxNode, jsonata: boolean): boolean {
  if (isDeployTime(node)) return true;
  let carries = false;
  visitStrings(node, (text) => {
    const isEvaluated = !jsonata || jsonataSource(expressionText(text)) !== undefined;
    carries ||= (isEvaluated && CARRIES_TOKEN.test(text.value)) || hasPlaceholder(text.value);
  });
  return carries;
}
