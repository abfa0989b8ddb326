// S3 as the calls before a recording filled it.

/** What an ItemReader reads: the text of an object, or a list of objects. */
export async function readItems({ setup = [] }, { resource, input }) {
  const { Bucket: bucket, Key: key, Prefix: prefix = '' } = input ?? {};
  const objects = setup
    .filter(({ op, params }) => op === 'put_object' && params.Bucket === bucket)
    .map(({ params }) => ({ key: params.Key, text: textOf(params.Body) }));
  if (resource.endsWith(':listObjectsV2')) {
    const listed = objects.filter((object) => object.key.startsWith(prefix));
    return { type: 'success', output: listed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(entryOf) };
  }
  const object = objects.findLast((candidate) => candidate.key === key);
  if (object) return { type: 'success', output: object.text };
  return { type: 'failure', error: 'States.ItemReaderFailed', cause: `There is no object ${bucket}/${key}.` };
}

function textOf(body) {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

function entryOf({ key, text }) {
  return { Etag: '"0"', Key: key, LastModified: 1, Size: Buffer.byteLength(text), StorageClass: 'STANDARD' };
}
