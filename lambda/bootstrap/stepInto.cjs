/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Has whatever debugger is attached stop at the first line of a function when it is called next. The process asks its
// own engine for that: every debugger that is attached hears of the stop, and none needs to know where the function is.
'use strict';
const { Session } = require('node:inspector');

module.exports = function stepInto(handler) {
  const session = new Session();
  session.connect();
  const key = Symbol('stepwise.handler').description;
  globalThis[key] = handler;
  try {
    ask(session, 'Debugger.enable');
    const { result } = ask(session, 'Runtime.evaluate', { expression: `globalThis[${JSON.stringify(key)}]` });
    ask(session, 'Debugger.setBreakpointOnFunctionCall', { objectId: target(session, result.objectId) });
  } catch {
    // An engine that cannot: the handler runs, and its breakpoints stop as ever.
  } finally {
    delete globalThis[key];
  }
  // The stop belongs to this call alone; the session is not needed any more once it has been made.
  queueMicrotask(() => session.disconnect());
};

/** Within one thread the engine answers at once. */
function ask(session, method, parameters) {
  let answer;
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(error.message);
    answer = result;
  });
  return answer;
}

/** What `bind` made has no code of its own. */
function target(session, objectId) {
  const { internalProperties = [] } = ask(session, 'Runtime.getProperties', { objectId, ownProperties: true });
  const bound = internalProperties.find(({ name }) => name === '[[TargetFunction]]');
  return bound ? target(session, bound.value.objectId) : objectId;
}
