/** What every request handler has at hand, and the boundary each of them is. */
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { visibleLines } from '../core/escape/visible';
import { isPromise } from '../core/query';
import type { ServerOptions } from '../messages/languageClient';
import type { Disk } from './disk';
import { isOurs, type DocumentStore, type OpenText } from './documentStore';
import type { LastFailures } from './lastFailures';
import type { Projects } from './projects';

export interface ServerContext {
  readonly connection: Connection;
  readonly documents: DocumentStore;
  /** Everything that is read goes through it. */
  readonly disk: Disk;
  readonly projects: Projects;
  readonly failures: LastFailures;
  /** Changed by `stepwise/options`. */
  readonly options: { -readonly [K in keyof ServerOptions]: ServerOptions[K] };
  /** Whether the editor re-asks for code lenses when told to. */
  hasRefresh: boolean;
}

/**
 * Makes a handler a boundary: a failure of ours is logged with its stack and answered with `nothing`,
 * a cancelled request is not begun, and the server keeps serving.
 */
export function guarded<Params, Result>(
  { connection }: ServerContext,
  name: string,
  nothing: Result,
  handler: (params: Params) => Result,
): (params: Params, token?: CancellationToken) => Result {
  return (params, token) => {
    if (token?.isCancellationRequested) return nothing;
    const failed = (error: unknown): Result => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(visibleLines(`${name}: ${why}`));
      return nothing;
    };
    try {
      const answer = handler(params);
      return isPromise(answer) ? (answer.catch(failed) as Result) : answer;
    } catch (error) {
      return failed(error);
    }
  };
}

/** A guarded handler for a request about an open document that we serve; `nothing` for any other. */
export function forDocument<Params extends { textDocument: { uri: string } }, Result>(
  context: ServerContext,
  name: string,
  nothing: Result,
  handler: (open: OpenText, params: Params) => Result,
): (params: Params, token?: CancellationToken) => Result {
  return guarded(context, name, nothing, (params: Params) => {
    const open = context.documents.open(params.textDocument.uri);
    return open && isOurs(open) ? handler(open, params) : nothing;
  });
}
