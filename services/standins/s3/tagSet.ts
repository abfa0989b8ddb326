/** The tags that an object keeps. Source: S3 user guide, "Categorizing your objects using tags". */
import type { Members, Value } from '../../wire';
import type { ObjectFacts } from './objectStore';
import { fault, text } from './operation';

const MOST = 10;

/** `a=1&b=2`, as PutObject and CopyObject take them. */
export function tagsOf(written: Value): ObjectFacts {
  return kept([...new URLSearchParams(text(written))]);
}

/** How many an object has, where it has any: GetObject says it. */
export function tagCount(facts: ObjectFacts): Members {
  const count = Object.keys(tagsIn(facts)).length;
  return count === 0 ? {} : { TagCount: count };
}

/** @throws where S3 takes no such tags */
export function kept(tags: readonly (readonly [string, string])[]): ObjectFacts {
  if (tags.length > MOST) throw fault('BadRequest', `Object tags cannot be greater than ${MOST}`, 400);
  if (new Set(tags.map(([name]) => name)).size < tags.length)
    throw fault('InvalidTag', 'Cannot provide multiple Tags with the same key', 400);
  return { Tags: Object.fromEntries(tags) };
}

export function tagsIn({ Tags: tags }: ObjectFacts): { readonly [name: string]: string } {
  return typeof tags === 'object' ? tags : {};
}
