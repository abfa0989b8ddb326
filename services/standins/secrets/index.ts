/** Secrets Manager on this machine: secrets that a person has given, for handlers. Source: its API, "GetSecretValue". */
import { MASKED } from '../../../core/mask';
import type { Members, Value } from '../../wire';
import type { StandIn, StandInAnswer, StandInContext } from '../standIn';

export interface SecretStore {
  /** The text of a secret, by its name. */
  find(name: string): string | undefined;
}

type Context = StandInContext<SecretStore>;

export function createSecrets(): StandIn<SecretStore> {
  return {
    service: 'secretsmanager',
    // What a state is answered stands in its execution's history, which a secret is to be in for nobody's sake.
    knows: (operation, input, { store, processId }) =>
      Promise.resolve(
        operation === 'GetSecretValue' &&
          processId !== undefined &&
          isCurrent(input) &&
          store.find(nameOf(input.SecretId)) !== undefined,
      ),
    answer: (operation, input, context) =>
      operation === 'GetSecretValue' ? Promise.resolve(secretValue(nameOf(input.SecretId), context)) : undefined,
  };
}

/** Of other versions nobody has given the text. */
function isCurrent({ VersionStage: stage, VersionId: id }: Members): boolean {
  return id === undefined && (stage === undefined || stage === 'AWSCURRENT');
}

/** Of an ARN, which has six characters more behind the name. */
function nameOf(written: Value): string {
  const text = typeof written === 'string' ? written : '';
  const [, inArn] = /^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:(.+)$/.exec(text) ?? [];
  return inArn?.replace(/-[A-Za-z0-9]{6}$/, '') ?? text;
}

/** A secret that a person has given is for the handler alone. */
function secretValue(name: string, { store, now, uuid }: Context): StandInAnswer {
  const output = {
    ARN: `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-000000`,
    Name: name,
    VersionId: uuid(),
    SecretString: store.find(name) ?? '',
    VersionStages: ['AWSCURRENT'],
    CreatedDate: new Date(now()),
  };
  return { output, seen: { ...output, SecretString: MASKED } };
}
