/** Whether a value is a function: one of the library's, of the expression's own, or of JavaScript. */
export function isFunctionValue(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  const { _jsonata_function, _jsonata_lambda } = value as Record<string, unknown>;
  return _jsonata_function === true || _jsonata_lambda === true;
}
