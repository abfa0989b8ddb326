/** Source: S3 API reference, "GetObjectAttributes". */
import { found } from './objects';
import type { Operation } from './operation';

export const getObjectAttributes: Operation = async (input, context) => {
  const { etag, size, facts, modified } = await found(input, context);
  const all = {
    ETag: etag.replaceAll('"', ''),
    ObjectSize: size,
    StorageClass: facts.StorageClass ?? 'STANDARD',
  };
  const asked = (Array.isArray(input.ObjectAttributes) ? input.ObjectAttributes : []) as readonly unknown[];
  return {
    ...Object.fromEntries(Object.entries(all).filter(([name]) => asked.includes(name))),
    LastModified: new Date(modified),
  };
};
