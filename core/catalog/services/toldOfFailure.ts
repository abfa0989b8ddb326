const OF_FAILURE = new RegExp(
  [
    '^(?:errors?|error(?:code|message|details|info|type)|failures?|failure(?:code|message|reason|type)s?|failed(?!.*count)\\w*',
    'unprocessed\\w*|unsuccessful\\w*|rejected\\w*|invalid\\w*|\\w+(?:errors|failures)|\\w+exception)$',
  ].join('|'),
  'i',
);

/**
 * Whether a member of an answer, by its name, says what did not go well: `UnprocessedItems`, the `Failed` of a batch, the `ErrorCode`
 * of an entry, an exception among the events of a stream. Of an answer that went well it is not there, or empty.
 */
export function tellsOfFailure(name: string): boolean {
  return OF_FAILURE.test(name);
}
