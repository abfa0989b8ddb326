/** Paths of JSONPath states, and what AWS says where they lead nowhere. */
import type { Json } from '../../json';
import { jsonText } from '../../jsonText';
import { compileIntrinsic, compilePath, isQueryProblem, type CompiledPath } from '../../query';
import type { Strand } from '../strand';
import { queryFailure, runtimeFailure } from '../stateFailure';

export type PathReader = (strand: Strand, input: Json) => Json;

/** Gives the value at a path; without one calls `missing` with Jayway's words. An ill-formed path fails when it is read. */
export function pathReader(text: string, missing: (strand: Strand, input: Json, words: string) => Error): PathReader {
  const path = compilePath(text);
  if (isQueryProblem(path)) {
    return () => {
      throw runtimeFailure(`Invalid path '${text}' : ${path.message}`);
    };
  }
  return (strand, input) => {
    const value = path.valueIn(strand.scope(input));
    if (value !== undefined) return value;
    const found = path.evaluateIn(strand.scope(input));
    // An indefinite path without a match is no error (recorded).
    if (!found.found && !path.definite) return [];
    if (!found.found) throw missing(strand, input, found.message);
    return found.value;
  };
}

/** The common form: `Invalid path '$.X' : No results for path: $['X']` (recorded). */
export function plainPathReader(text: string): PathReader {
  return pathReader(text, (_line, _input, words) => runtimeFailure(`Invalid path '${text}' : ${words}`));
}

/** A field that takes a path or an intrinsic call: ErrorPath, CausePath. */
export function pathOrIntrinsicReader(text: string, field: string): PathReader {
  if (!text.startsWith('States.')) {
    return pathReader(text, (strand, input) =>
      runtimeFailure(
        `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${inputText(strand, input, text)}'`,
      ),
    );
  }
  const intrinsic = compileIntrinsic(text);
  return (strand, input) => {
    if (isQueryProblem(intrinsic)) throw runtimeFailure(intrinsic.message);
    const result = intrinsic.evaluate(strand.scope(input));
    if (!result.ok) throw queryFailure(result);
    return result.value;
  };
}

function inputText(strand: Strand, input: Json, text: string): string {
  return jsonText(text.startsWith('$$') ? strand.context : input);
}

/** Whether a path names the whole document, which keeps the document's very text. */
export function isWholeDocument(text: string): boolean {
  return text === '$';
}

export type { CompiledPath };
