/**
 * The order in which a java.util.HashMap walks its keys. Step Functions builds the `.$` members of a
 * payload template and the result of States.JsonMerge in such a map, and the order shows in
 * histories (recorded).
 */
export function javaHashOrder(keys: readonly string[]): string[] {
  let buckets = 16;
  while (keys.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (key: string) => javaHash(key) & (buckets - 1);
  return keys
    .map((key) => ({ key, bucket: bucketOf(key) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key);
}

/** `String.hashCode` as HashMap spreads it. */
function javaHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash ^ (hash >>> 16);
}
