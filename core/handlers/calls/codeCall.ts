/** A call of an AWS service that code makes, as far as its text tells. */
export interface CodeCall {
  /** As the SDK's client is called there: `S3`, `secrets-manager`. */
  readonly service: string;
  /** As code writes it: `GetItem`, `getItem`, `get_item`. */
  readonly action: string;
  /** What is known of its arguments. */
  readonly input: CodeInput;
}

export type CodeInput = { readonly [name: string]: CodeValue };

/** A text, or the variable of the environment that has it. */
export type CodeValue = { readonly text: string } | { readonly variable: string };

/** A client, as a name of the code stands for one. */
export interface CodeClient {
  readonly service: string;
  /** It takes items of DynamoDB as plain data, by names of its own. */
  readonly isDocument?: boolean;
}

/** What the document clients of JavaScript call DynamoDB's operations. Source: their API references, versions 2 and 3. */
const OF_DOCUMENTS: { readonly [name: string]: string } = {
  get: 'GetItem',
  put: 'PutItem',
  update: 'UpdateItem',
  delete: 'DeleteItem',
  batchget: 'BatchGetItem',
  batchwrite: 'BatchWriteItem',
  transactget: 'TransactGetItems',
  transactwrite: 'TransactWriteItems',
};

export function operationOf({ isDocument }: CodeClient, written: string): string {
  const name = written.toLowerCase();
  return isDocument && Object.hasOwn(OF_DOCUMENTS, name) ? OF_DOCUMENTS[name]! : written;
}

/** Functions of Powertools for AWS Lambda, in either language: what they call, and what its first argument is. */
const OF_POWERTOOLS: { readonly [name: string]: { service: string; action: string; argument: string } } = {
  getparameter: { service: 'ssm', action: 'GetParameter', argument: 'Name' },
  getparameters: { service: 'ssm', action: 'GetParametersByPath', argument: 'Path' },
  getsecret: { service: 'secretsmanager', action: 'GetSecretValue', argument: 'SecretId' },
};

export function powertoolsCall(name: string): (typeof OF_POWERTOOLS)[string] | undefined {
  const key = name.toLowerCase().replaceAll('_', '');
  return Object.hasOwn(OF_POWERTOOLS, key) ? OF_POWERTOOLS[key] : undefined;
}
