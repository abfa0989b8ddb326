// What a handler returns as the text that its caller gets.
'use strict';
const { stringify } = JSON;

/** An answer as text, or why there is none. @param isAwaited as of Node.js 24 */
function serialise(value, isAwaited) {
  const plain = value === undefined ? null : value;
  try {
    return { body: stringify(plain) ?? 'null' };
  } catch (cause) {
    const theirs = serialiseAsTheirs(plain);
    if (theirs) return theirs;
    const error = new Error('Unable to stringify response body', { cause });
    if (isAwaited) error.name = 'Runtime.JSONStringifyError';
    return { error };
  }
}

/** What JSON cannot hold (a circle, say) the handler may have taught its own `JSON.stringify`, which AWS's runtime uses. */
function serialiseAsTheirs(value) {
  if (JSON.stringify === stringify) return undefined;
  try {
    return { body: JSON.stringify(value) ?? 'null' };
  } catch {
    return undefined;
  }
}

module.exports = serialise;
