/** Calls that hold a value against a schema or a model, as Zod, Powertools and pydantic name them. */
export interface SchemaCall {
  /** The value is a JSON text. */
  readonly takesText?: true;
  /** What comes out is not the value, but holds it. */
  readonly givesResult?: true;
}

const SCHEMA_CALLS: { readonly [called: string]: SchemaCall } = {
  parse: {},
  parseAsync: {},
  safeParse: { givesResult: true },
  safeParseAsync: { givesResult: true },
  model_validate: {},
  parse_obj: {},
  model_validate_json: { takesText: true },
  parse_raw: { takesText: true },
};

/** Undefined: it is no such call. */
export function schemaCall(called: string): SchemaCall | undefined {
  return Object.hasOwn(SCHEMA_CALLS, called) ? SCHEMA_CALLS[called] : undefined;
}

/** Whether what comes out is what was given. */
export function givesItsValue(called: string): boolean {
  const call = schemaCall(called);
  return call !== undefined && !call.takesText && !call.givesResult;
}
