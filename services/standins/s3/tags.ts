/** Tags of objects. Source: S3 API reference, "PutObjectTagging". */
import type { Members } from '../../wire';
import { found } from './objects';
import { text, type Operation } from './operation';
import { kept, tagsIn } from './tagSet';

export const putObjectTagging: Operation = async (input, context) => {
  const { bucket, key, facts } = await found(input, context);
  const { TagSet: set = [] } = (input.Tagging ?? {}) as { readonly TagSet?: readonly Members[] };
  await context.store.keep(bucket, key, { ...facts, ...kept(set.map(({ Key, Value }) => [text(Key), text(Value)])) });
  return {};
};

export const getObjectTagging: Operation = async (input, context) => {
  const { facts } = await found(input, context);
  return { TagSet: Object.entries(tagsIn(facts)).map(([Key, Value]) => ({ Key, Value })) };
};

export const deleteObjectTagging: Operation = async (input, context) => {
  const { bucket, key, facts } = await found(input, context);
  const { Tags: _, ...others } = facts;
  await context.store.keep(bucket, key, others);
  return {};
};
