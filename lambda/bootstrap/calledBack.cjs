/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// A handler has called back, and Lambda answers only once nothing is left to wait for: the owner is told, and after a while, of what.
'use strict';
const { keptAlive } = require('./underWay.cjs');

// Our own copies: a handler's packages may replace them (fake timers).
const { setTimeout, clearTimeout } = globalThis;

/** Most handlers have closed by then what they had open. */
const AFTER_MS = 2000;

/**
 * At once, since code that runs on without a pause tells nothing later.
 *
 * @returns call it once the answer is given
 */
module.exports = function calledBack(owner) {
  void owner.call('POST', '/called-back');
  const timer = setTimeout(() => void owner.call('POST', '/called-back', '', keptAlive()), AFTER_MS);
  timer.unref();
  return () => clearTimeout(timer);
};
