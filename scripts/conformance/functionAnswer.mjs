// What the functions of a vector do, where its recording does not hold their answers.

/** What a function returns, by what its vector says it does; undefined: what it does is not known. */
const RETURNS = {
  'return-event': (event) => event,
  'wait-then-return-event': (event) => event,
  'return-raw-text': (_event, { repeat, times }) => repeat.repeat(times),
  'return-value': (_event, { value }) => value,
  'return-json-text': (_event, { text }) => JSON.parse(text),
  'return-text': (event, { prefix }) => prefix + pythonText(event),
};

/** The answer of the function that a call invokes, as a task's outcome; undefined where none is told of. */
export function functionAnswer({ functions = [] }, call) {
  const invoked = call.service === 'lambda' && call.action === 'invoke';
  const name = invoked ? call.input?.FunctionName : call.resource;
  const behaviour = functions.find(({ arn, name: known }) => name === arn || name === known)?.behaviour;
  if (!behaviour) return undefined;
  if (behaviour.do === 'raise') return raised(behaviour, call, invoked);
  const event = invoked ? (call.input.Payload ?? {}) : call.input;
  const payload = Object.hasOwn(RETURNS, behaviour.do) ? RETURNS[behaviour.do](event, behaviour) : undefined;
  if (payload === undefined) return undefined;
  const output = invoked ? { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 } : payload;
  return { type: 'success', output };
}

/** An exception of a Python function: spaced as Python prints it, but for lambda:invoke. */
function raised({ errorType, errorMessage }, call, invoked) {
  const stackTrace = [`  File "/var/task/handler.py", line 2, in handler\n    raise ${errorType}("${errorMessage}")\n`];
  const fields = { errorMessage, errorType, requestId: call.strand, stackTrace };
  const members = Object.entries(fields).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return { type: 'failure', error: errorType, cause: invoked ? JSON.stringify(fields) : `{${members.join(', ')}}` };
}

/** What Python's `str()` makes of a value of JSON. */
function pythonText(value) {
  return typeof value === 'string' ? value : pythonLiteral(value);
}

function pythonLiteral(value) {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const members = Object.entries(value).map(([key, member]) => `${pythonLiteral(key)}: ${pythonLiteral(member)}`);
  return `{${members.join(', ')}}`;
}
