/** The texts that a run keeps. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { phrase } from '../../core/l10n/phrase';
import { UserMistake } from '../userMistake';
import type { Requests } from './request';

export const TEXTS = {
  source: {
    answer(session, { source, sourceReference }: DebugProtocol.SourceArguments) {
      const content = session.texts.text(source?.sourceReference ?? sourceReference);
      if (content === undefined) throw new UserMistake(phrase`This text belongs to no run of the session.`);
      return { content };
    },
  },
  loadedSources: {
    capability: 'supportsLoadedSourcesRequest',
    answer: (session) => ({ sources: session.texts.sources() }),
  },
} as const satisfies Requests;
