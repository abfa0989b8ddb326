/** Objects that nobody has written here: a real bucket may have them. */
import type { Members } from '../../wire';
import type { StandInAnswer } from '../standIn';
import { addressed, copySource } from './objects';
import { text, type Context } from './operation';

/** The object that an answer says is not there, or the bucket in which there is nothing; `bucket/key`, or `bucket`. */
export async function neverHad(
  operation: string,
  input: Members,
  answer: StandInAnswer,
  { store }: Context,
): Promise<string | undefined> {
  if ('error' in answer) {
    if (answer.error.name !== 'NoSuchKey' || !READS.has(operation)) return undefined;
    const { bucket, key } = input.CopySource === undefined ? addressed(input) : copySource(input);
    return `${bucket}/${key}`;
  }
  const { Contents: objects, CommonPrefixes: prefixes } = answer.output;
  if (!LISTS.has(operation) || objects !== undefined || prefixes !== undefined) return undefined;
  // Others may be in it than those that were asked for.
  const bucket = text(input.Bucket);
  return (await store.list(bucket)).length === 0 ? bucket : undefined;
}

const READS = new Set([
  'GetObject',
  'HeadObject',
  'GetObjectAttributes',
  'GetObjectTagging',
  'CopyObject',
  'UploadPartCopy',
]);
const LISTS = new Set(['ListObjects', 'ListObjectsV2']);

/** As {@link neverHad} calls them. */
export function removedBy(operation: string, input: Members): string[] {
  const { bucket, key } = addressed(input);
  if (operation === 'DeleteObject') return [`${bucket}/${key}`];
  if (operation !== 'DeleteObjects') return [];
  const { Objects: objects = [] } = (input.Delete ?? {}) as { readonly Objects?: readonly Members[] };
  return objects.map(({ Key }) => `${bucket}/${text(Key)}`);
}
