// How the guard and the layers put functions of theirs in the place of Node.js's own.
'use strict';

/** Puts a function in another's place that looks like it, also to `util.promisify`. */
module.exports = function replace(owner, name, make) {
  const original = owner[name];
  if (typeof original !== 'function') return;
  const replacement = make(original);
  const looks = Object.getOwnPropertyDescriptors(original);
  delete looks.prototype;
  for (const looked of [looks.native, looks[Symbol.for('nodejs.util.promisify.custom')]])
    if (typeof looked?.value === 'function') looked.value = make(looked.value);
  Object.defineProperties(replacement, looks);
  owner[name] = replacement;
};
