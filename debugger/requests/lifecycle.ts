/** How a session begins and ends. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { AppLaunch, LaunchArguments, StateTestLaunch } from '../../messages/debugClient';
import { speak } from '../../project/language';
import type { Requests } from './request';

export const LIFECYCLE = {
  initialize: {
    answer(session, { locale, ...client }: DebugProtocol.InitializeRequestArguments) {
      speak(locale);
      session.console.ansi = client.supportsANSIStyling === true;
      session.children.client = client;
      session.canRefresh = client.supportsInvalidatedEvent === true;
      return session.capabilities;
    },
  },
  launch: { answer: (session, args: LaunchArguments | StateTestLaunch | AppLaunch) => session.launch(args) },
  configurationDone: {
    capability: 'supportsConfigurationDoneRequest',
    answer: () => undefined,
    answered: (session) => session.configured.signal(),
  },
  restart: {
    capability: 'supportsRestartRequest',
    answer: (session, { arguments: args }: { readonly arguments?: Partial<LaunchArguments> }) => session.restart(args),
  },
  terminate: { capability: 'supportsTerminateRequest', answer: (session) => session.terminate() },
  disconnect: {
    answer: (session) => session.close(),
    answered: (session) => void setImmediate(() => session.emit('closed')),
  },
} as const satisfies Requests;
