import type { ServerCapabilities } from 'vscode-languageserver/node';
import type { ServerContext } from '../serverContext';

/** What the server does for documents. A new one is a file beside this, a line in `index.ts`, and one in `messages/languageFeatures`. */
export interface LanguageFeature {
  /** What `initialize` tells the editor of it; empty where the server speaks unasked. */
  readonly capability: ServerCapabilities;
  /** Answered in the languages of definitions alone: what else holds some has a server of its own, with which it would compete. */
  readonly isForOwnLanguages?: true;
  /** @returns what to do when the options have changed; nothing where the editor asks again by itself */
  register(context: ServerContext): (() => void) | void;
}
