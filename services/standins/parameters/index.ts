/** Systems Manager's parameters on this machine: those whose values a person has given. Source: its API, "GetParameter". */
import type { Members, Value } from '../../wire';
import { answered, type StandIn, type StandInContext } from '../standIn';

/** Values by the names of parameters. */
export interface ParameterStore {
  find(name: string): string | undefined;
  /** Names below a path, `/shop/`; sorted. */
  below(path: string): readonly string[];
}

type Context = StandInContext<ParameterStore>;
type Operation = (input: Members, context: Context) => Members;

const OPERATIONS: { readonly [operation: string]: Operation } = {
  GetParameter: ({ Name: name }, context) => ({ Parameter: parameter(nameOf(name, context.store), context) }),
  GetParameters: (input, context) => ({
    Parameters: namesOf(input, context.store).map((name) => parameter(name, context)),
    InvalidParameters: [],
  }),
  GetParametersByPath: (input, context) => ({
    Parameters: namesBelow(input, context.store).map((name) => parameter(name, context)),
  }),
};

export function createParameters(): StandIn<ParameterStore> {
  return {
    service: 'ssm',
    // Of a parameter that nobody has given it is not known that there is none.
    knows: (operation, input, { store }) => {
      const names = operation === 'GetParametersByPath' ? namesBelow(input, store) : namesOf(input, store);
      const isKept = names.length > 0 && names.every((name) => store.find(name) !== undefined);
      return Promise.resolve(isKept && Object.hasOwn(OPERATIONS, operation));
    },
    answer: (operation, input, context) =>
      Object.hasOwn(OPERATIONS, operation) ? answered(() => OPERATIONS[operation]!(input, context)) : undefined,
  };
}

function namesOf({ Name: one, Names: several }: Members, store: ParameterStore): readonly string[] {
  return (Array.isArray(several) ? several : one === undefined ? [] : [one]).map((name) => nameOf(name, store));
}

function namesBelow({ Path: path, Recursive: isDeep }: Members, store: ParameterStore): readonly string[] {
  const base = `${String(path ?? '').replace(/\/+$/, '')}/`;
  return store.below(base).filter((name) => isDeep === true || !name.slice(base.length).includes('/'));
}

/**
 * Of `arn:…:parameter/shop/key`, and without the version or label that may follow: `/shop/key:3`. An ARN does not say whether a
 * name of one level begins with a slash.
 */
function nameOf(written: Value, store: ParameterStore): string {
  const text = typeof written === 'string' ? written : '';
  const [, inArn] = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/.*)$/.exec(text) ?? [];
  const name = (inArn ?? text).replace(/:[^:/]*$/, '');
  const isEither = inArn !== undefined && !name.slice(1).includes('/');
  return isEither && store.find(name) === undefined ? name.slice(1) : name;
}

function parameter(name: string, { store, now }: Context): Members {
  return {
    Name: name,
    Type: 'String',
    Value: store.find(name) ?? '',
    Version: 1,
    LastModifiedDate: new Date(now()),
    ARN: `arn:aws:ssm:us-east-1:123456789012:parameter/${name.replace(/^\//, '')}`,
    DataType: 'text',
  };
}
