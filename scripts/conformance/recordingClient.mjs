// What the client of the recordings (botocore) refuses by itself, before a request leaves: missing members, wrong types
// and lower bounds. The service never sees such a request.

/** The client's own error; undefined where it sends the request. */
export function clientRefusal(params, parameters) {
  const findings = parameters ? [...structure(params, parameters, '')] : [];
  if (findings.length === 0) return undefined;
  return { code: 'ParamValidationError', message: `Parameter validation failed:\n${findings.join('\n')}` };
}

function* structure(value, members, path) {
  for (const [name, { required }] of Object.entries(members)) {
    if (required && !(name in value)) yield `Missing required parameter in ${path || 'input'}: "${name}"`;
  }
  for (const [name, member] of Object.entries(value)) {
    if (members[name]) yield* finding(member, members[name], path ? `${path}.${name}` : name);
  }
}

/** Python's classes, by what JSON calls a type. */
const CLASSES = { string: 'str', number: 'int', boolean: 'bool', list: 'list', structure: 'dict', null: 'NoneType' };

function* finding(value, parameter, path) {
  const type = typeOf(value);
  if (type !== parameter.type) {
    const written = value === null ? 'None' : String(value);
    const valid = `<class '${CLASSES[parameter.type]}'>`;
    yield `Invalid type for parameter ${path}, value: ${written}, type: <class '${CLASSES[type]}'>, valid types: ${valid}`;
    return;
  }
  const { least = -Infinity, members, item } = parameter;
  const isSized = type === 'string' || type === 'list';
  if (isSized && value.length < least) {
    yield `Invalid length for parameter ${path}, value: ${value.length}, valid min length: ${least}`;
  }
  if (type === 'number' && value < least) {
    yield `Invalid value for parameter ${path}, value: ${value}, valid min value: ${least}`;
  }
  if (members) yield* structure(value, members, path);
  if (item) for (const [index, each] of value.entries()) yield* finding(each, item, `${path}[${index}]`);
}

function typeOf(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'structure' : typeof value;
}
