/**
 * What calls of AWS's services a handler's code makes, as far as it shows: which operation a name means says the service's model. A
 * scanner, as for what code reads of data.
 */
import { codeParts } from '../codeParts';
import type { HandlerCode } from '../dataReads';
import { liveCode } from '../liveCode';
import type { Piece } from '../pieces';
import { valueAt } from './argumentsAt';
import { powertoolsCall, type CodeCall, type CodeClient } from './codeCall';
import { javascriptCalls, javascriptClients, type PlacedCall } from './javascriptCalls';
import { pythonCalls, pythonClients } from './pythonCalls';

export type { CodeCall, CodeValue } from './codeCall';

/** A new language is a line here. */
const LANGUAGES = {
  node: { clients: javascriptClients, calls: javascriptCalls },
  python: { clients: pythonClients, calls: pythonCalls },
} as const;

/** In the order of files and lines. */
export function callsOfCode({ files, exportName }: HandlerCode): CodeCall[] {
  const parts = files.flatMap((file) => codeParts(file) ?? []);
  // A client may be another module's, under the same name.
  const clients = new Map<string, CodeClient>(
    parts.flatMap(({ language, pieces }) => [...LANGUAGES[language].clients(pieces)]),
  );
  const isLive = liveCode(parts, exportName);
  return parts.flatMap(({ language, pieces }, nth) =>
    [...LANGUAGES[language].calls(pieces, clients), ...powertoolsCalls(pieces)]
      .filter(({ at }) => isLive[nth]!(at))
      .map(({ call }) => call),
  );
}

function powertoolsCalls(pieces: readonly Piece[]): PlacedCall[] {
  if (!pieces.some(({ text }) => /aws[_-]lambda[_-]powertools/.test(text))) return [];
  return pieces.flatMap(({ kind, text }, at): PlacedCall[] => {
    const isCall =
      kind === 'name' && pieces[at + 1]?.text === '(' && !/^(?:def|function)$/.test(pieces[at - 1]?.text ?? '');
    const meant = isCall ? powertoolsCall(text) : undefined;
    if (!meant) return [];
    const value = valueAt(pieces, at + 2);
    const { service, action, argument } = meant;
    return [{ at, call: { service, action, input: value ? { [argument]: value } : {} } }];
  });
}
