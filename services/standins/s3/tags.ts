/** Tags of objects. Source: S3 API reference, "PutObjectTagging"; S3 user guide, "Categorizing your objects using tags". */
import type { Members, Value } from '../../wire';
import { fault, found, text, type Operation } from './objects';
import type { ObjectFacts } from './objectStore';

const MOST = 10;

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

/** `a=1&b=2`, as PutObject and CopyObject take them. */
export function tagsOf(written: Value): ObjectFacts {
  return kept([...new URLSearchParams(text(written))]);
}

/** How many an object has, where it has any: GetObject and HeadObject say it. */
export function tagCount(facts: ObjectFacts): Members {
  const count = Object.keys(tagsIn(facts)).length;
  return count === 0 ? {} : { TagCount: count };
}

function kept(tags: readonly (readonly [string, string])[]): ObjectFacts {
  if (tags.length > MOST) throw fault('BadRequest', `Object tags cannot be greater than ${MOST}`, 400);
  if (new Set(tags.map(([name]) => name)).size < tags.length)
    throw fault('InvalidTag', 'Cannot provide multiple Tags with the same key', 400);
  return { Tags: Object.fromEntries(tags) };
}

function tagsIn({ Tags: tags }: ObjectFacts): { readonly [name: string]: string } {
  return typeof tags === 'object' ? tags : {};
}
