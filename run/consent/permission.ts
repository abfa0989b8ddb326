/**
 * What leaves this machine, or comes onto it, by a person's consent alone: as data, so that it can be kept, listed and
 * withdrawn. Each names the host and the names themselves, so that whatever else changes in a project asks nobody again.
 */
import { createHash } from 'node:crypto';
import { originOf } from './origin';

export type Permission =
  /** Requests of HTTP Tasks; `writes`: also with methods other than GET, HEAD and OPTIONS. */
  | { readonly kind: 'http'; readonly origin: string; readonly writes: boolean }
  /** What a connection of `.vscode/stepwise.json` holds goes to this host. */
  | { readonly kind: 'connection'; readonly name: string; readonly origin: string }
  /** The value of a variable of the environment goes to this host. */
  | { readonly kind: 'secret'; readonly name: string; readonly origin: string }
  /** Calls to AWS services go to this host instead. */
  | { readonly kind: 'endpoint'; readonly origin: string }
  /** A client of the AWS SDK is installed into a folder of ours. */
  | { readonly kind: 'install'; readonly client: string }
  /** A program of the project's is run to see what it makes: a CDK app, by this command. */
  | { readonly kind: 'synthesize'; readonly command: string }
  /** Calls to AWS services go to AWS; without a profile with the keys of the environment. */
  | { readonly kind: 'aws'; readonly profile?: string; readonly account?: string; readonly region: string };

type Kind = Permission['kind'];
type FieldsOf<K extends Kind> = Exclude<keyof Extract<Permission, { kind: K }>, 'kind'>;
type FieldType = 'text' | 'origin' | 'flag' | 'text or absent';

/** Every field of every kind, in the order in which an id is made of them. */
const FIELDS: { readonly [K in Kind]: { readonly [F in FieldsOf<K>]: FieldType } } = {
  http: { origin: 'origin', writes: 'flag' },
  connection: { name: 'text', origin: 'origin' },
  secret: { name: 'text', origin: 'origin' },
  endpoint: { origin: 'origin' },
  install: { client: 'text' },
  synthesize: { command: 'text' },
  aws: { profile: 'text or absent', account: 'text or absent', region: 'text' },
};

const IS: { readonly [T in FieldType]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string' && value !== '',
  origin: (value) => typeof value === 'string' && originOf(value) === value,
  flag: (value) => typeof value === 'boolean',
  'text or absent': (value) => value === undefined || IS.text(value),
};

/** What was kept in a file, or undefined where it is not a permission in every part. */
export function readPermission(value: unknown): Permission | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as { readonly [field: string]: unknown };
  if (typeof given.kind !== 'string' || !Object.hasOwn(FIELDS, given.kind)) return undefined;
  const fields = Object.entries(FIELDS[given.kind as Kind]) as [string, FieldType][];
  if (!fields.every(([field, type]) => IS[type](own(given, field)))) return undefined;
  const entries = fields.map(([field]) => [field, own(given, field)]).filter(([, content]) => content !== undefined);
  return { kind: given.kind, ...Object.fromEntries(entries) } as Permission;
}

/** Whether what was granted is, or holds, what is wanted: who may write may read. */
export function covers(granted: Permission, wanted: Permission): boolean {
  if (granted.kind !== wanted.kind) return false;
  return Object.keys(FIELDS[wanted.kind]).every((field) => {
    if (field === 'writes') return own(granted, field) === true || own(wanted, field) === false;
    return own(granted, field) === own(wanted, field);
  });
}

/** A short name for what was granted in a folder: the same for the same grant, at any time. */
export function grantId(folder: string, permission: Permission): string {
  const fields = Object.keys(FIELDS[permission.kind]).map((field) => own(permission, field) ?? null);
  return createHash('sha256')
    .update(JSON.stringify([folder, permission.kind, ...fields]))
    .digest('hex')
    .slice(0, 8);
}

function own(object: object, field: string): unknown {
  return Object.hasOwn(object, field) ? (object as { readonly [name: string]: unknown })[field] : undefined;
}
