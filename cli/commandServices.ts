/** What a command has around it that runs handlers by themselves: what they print is said as it comes. */
import { executablesOf, installFolderOfUser, LaunchServices } from '../run';
import type { Choices, Consents } from '../run';
import type { Project } from '../project';
import type { Io } from './io';
import { fromHandler, says } from './words';

export interface CommandServices {
  readonly project: Project;
  readonly choices: Choices;
  readonly consents: Consents;
  /** How many executions that have ended stay known; default: as few as a run needs. */
  readonly mostExecutions?: number;
  /** Mocks by service and action. Stand before the project's own. */
  readonly calls?: ConstructorParameters<typeof LaunchServices>[0]['calls'];
  /** What handlers print is said as Lambda's log has it, with what Lambda says around it. */
  readonly tellsWholeLog?: boolean;
}

/** The command disposes of them. */
export function commandServices(
  { project, choices, consents, mostExecutions, calls, tellsWholeLog }: CommandServices,
  io: Io,
): LaunchServices {
  const printed = (text: string): void => io.error(says`${fromHandler(text, io.colours)}\n`);
  return new LaunchServices({
    project,
    calls,
    target: choices.awsTarget ?? { kind: 'mock' },
    executables: executablesOf(choices),
    maxProcesses: choices.maxProcesses,
    consents,
    installFolder: installFolderOfUser(),
    tell: (sentence) => io.error(`${sentence}\n`),
    mostExecutions,
    log: ({ stream, text }) => {
      if (!tellsWholeLog || stream === 'info') printed(text.replace(/\r?\n$/, ''));
    },
    ...(tellsWholeLog && { wholeLog: (_: string, event: string) => printed(event) }),
  });
}
