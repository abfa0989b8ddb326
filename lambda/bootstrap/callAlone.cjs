// Calls code of the user's with nothing of ours on the stack. The engine's own queue calls it, as a reaction of a promise
// that nothing of ours awaits: neither a stack trace nor its `async` lines, nor a debugger's call stack, lead to us.
'use strict';
const { Promise } = globalThis;
const uncurried = Function.prototype.bind.bind(Function.prototype.call);
const then = uncurried(Promise.prototype.then);
const bind = uncurried(Function.prototype.bind);
const resolved = Promise.resolve();

/**
 * Calls a function and tells what came of it, as soon as that is known.
 *
 * @param {Function} target
 * @param {unknown[]} args
 * @param {object} heard
 * @param {(value: unknown, isPromised: boolean) => void} heard.returned a value, or what a promise came to
 * @param {(error: unknown) => void} heard.failed it threw, or its promise was rejected
 */
module.exports = function callAlone(target, args, { returned, failed }) {
  let isAtOnce = true;
  const called = then(resolved, bind(target, undefined, ...args));
  then(called, (value) => returned(value, !isAtOnce), failed);
  // A reaction cannot tell a value from a promise of it. But a value is told in the turn after the call, and a promise,
  // which must be asked first, at least two turns later: the turn between the two ends what is at once.
  then(resolved, () => void then(resolved, () => (isAtOnce = false)));
};
