import type { CalledService } from '../../core/interpreter/historyEvent';
import { phrase, type Phrase } from '../../core/l10n/phrase';

/** A call that a handler has made, in one line: `DynamoDB GetItem, answered by a mock`. */
export function calledWords({ service, action, by, error }: CalledService): Phrase {
  const call = `${service} ${action}`;
  const answered = ANSWERED[by](call);
  if (error?.error === undefined || by === 'nobody') return answered;
  const failed = phrase`${answered}: ${error.error}`;
  // What this machine cannot do is told whole: of a HEAD the client hears a status alone.
  if (by !== 'stand-in' || error.error !== 'InternalError' || error.cause === undefined) return failed;
  return phrase`${failed}: ${error.cause}`;
}

/** @param call `API Gateway POST /prod/items` */
export function unansweredWords(call: string): Phrase {
  return phrase`${call}, which nothing answers`;
}

const ANSWERED: Record<CalledService['by'], (call: string) => Phrase> = {
  mock: (call) => phrase`${call}, answered by a mock`,
  'stand-in': (call) => phrase`${call}, answered here`,
  endpoint: (call) => phrase`${call}, sent to its endpoint`,
  aws: (call) => phrase`${call}, sent to AWS`,
  person: (call) => phrase`${call}, answered by you`,
  model: (call) => phrase`${call}, refused as the service would`,
  inferred: (call) => phrase`${call}, ≈ answered by inference`,
  nobody: unansweredWords,
};
