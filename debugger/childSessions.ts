/**
 * Debuggers of handlers in an editor that is not our own client: by the protocol's reverse request `startDebugging` each gets
 * a child session, with the plain configuration that attaches the debugger of its language.
 */
import path from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { languageOf, languageOfFile, type HandlerLanguageId } from '../core/handlers';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { AttachRequest, LambdaHostOptions } from '../lambda/lambda';

/**
 * Clients that start a child with the adapter of its parent, as the protocol says, whatever type its configuration has. All
 * others are taken to start the debugger of that type, as nvim-dap does.
 */
const SAME_TYPE_ONLY = /^(vscode|visualstudio|zed|hx|helix|dape)/i;

type Client = Pick<DebugProtocol.InitializeRequestArguments, 'clientID' | 'supportsStartDebuggingRequest'>;

type Start = (args: DebugProtocol.StartDebuggingRequestArguments) => Promise<void>;

export class ChildSessions {
  /** Who has said what it can do. */
  client: Client = {};
  /** Languages whose debugger did not come: nobody waits for it again. */
  private readonly failed = new Set<HandlerLanguageId>();

  constructor(private readonly start: Start) {}

  /** Undefined: no handler can have one. */
  debuggers(): LambdaHostOptions['debug'] {
    if (!this.client.supportsStartDebuggingRequest) return undefined;
    return {
      attach: (request) => this.attach(request),
      attaches: (language) => this.canAttach(language) && !this.failed.has(language),
      isUnwatched: true,
    };
  }

  /** Why a breakpoint in this file does not stop; undefined: it may, or it is no handler's file. */
  problemIn(file: string): Phrase | undefined {
    const id = languageOfFile(file);
    if (id === undefined || this.canAttach(id)) return undefined;
    const { name, debugger: own } = languageOf(id);
    return this.client.supportsStartDebuggingRequest
      ? phrase`A ${name} handler does not stop here: this editor does not start the debugger "${own.type}" beside that of Stepwise.`
      : phrase`A ${name} handler does not stop here: this editor cannot start its debugger, because it does not support "startDebugging".`;
  }

  private canAttach(language: HandlerLanguageId): boolean {
    const { clientID = '', supportsStartDebuggingRequest: starts = false } = this.client;
    return starts && (languageOf(language).debugger.speaksProtocol === true || !SAME_TYPE_ONLY.test(clientID));
  }

  private async attach(request: AttachRequest): Promise<void> {
    const { language, functionName: name } = request;
    const { type, attachment } = languageOf(language).debugger;
    const configuration = { type, name, ...attachment(request, `${withSlashes(__dirname)}/**`) };
    try {
      await this.start({ request: 'attach', configuration });
    } catch (error) {
      this.failed.add(language);
      throw error;
    }
  }
}

function withSlashes(file: string): string {
  return path.resolve(file).replace(/\\/g, '/');
}
