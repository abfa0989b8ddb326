/** S3 on this machine. */
import type { CallError, Members } from '../../wire';
import { answered, type StandIn, type StandInAnswer } from '../standIn';
import { getObjectAttributes } from './attributes';
import { listObjects, listObjectsV2 } from './listing';
import { copyObject, deleteObject, deleteObjects, getObject, headObject, putObject } from './objects';
import { fault, text, type Context, type Operation } from './operation';
import type { ObjectStore } from './objectStore';
import { neverHad, removedBy } from './neverHere';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './tags';
import { Uploads } from './uploads';
import { getBucketVersioning, listObjectVersions, otherVersion, putBucketVersioning } from './versions';

export type { ObjectEntry, ObjectFacts, ObjectStore, StoredObject } from './objectStore';

/** Which may be called before there is a bucket. */
const ABOUT_NEW_BUCKETS: ReadonlySet<string> = new Set(['CreateBucket', 'HeadBucket']);

/** One of a run: uploads that are not complete live in it. */
export function createS3(): StandIn<ObjectStore> {
  const uploads = new Uploads();
  const removed = new Set<string>();
  const operations: { readonly [operation: string]: Operation } = {
    PutObject: putObject,
    GetObject: getObject,
    HeadObject: headObject,
    CopyObject: copyObject,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    GetObjectAttributes: getObjectAttributes,
    GetObjectTagging: getObjectTagging,
    PutObjectTagging: putObjectTagging,
    DeleteObjectTagging: deleteObjectTagging,
    ListObjects: listObjects,
    ListObjectVersions: listObjectVersions,
    GetBucketVersioning: getBucketVersioning,
    PutBucketVersioning: putBucketVersioning,
    ListObjectsV2: listObjectsV2,
    CreateMultipartUpload: uploads.create,
    UploadPart: uploads.uploadPart,
    UploadPartCopy: uploads.copyPart,
    CompleteMultipartUpload: uploads.complete,
    AbortMultipartUpload: uploads.abort,
    ListParts: uploads.listParts,
    ListMultipartUploads: uploads.list,
    ListBuckets: async (_input, { store, now }) => ({
      Buckets: (await store.buckets()).map((Name) => ({ Name, CreationDate: new Date(now()) })),
      Owner: { ID: 'stepwise' },
    }),
    CreateBucket: createBucket,
    DeleteBucket: deleteBucket,
    HeadBucket: headBucket,
    GetBucketLocation: () => Promise.resolve({}),
  };
  const answer = async (operation: string, input: Members, context: Context): Promise<StandInAnswer> => {
    const answer = await answered(() => operations[operation]!(input, context), refusedByFolder);
    const remark = 'output' in answer ? otherVersion(operation, input) : undefined;
    if (remark !== undefined) return { ...answer, remark };
    for (const each of removedBy(operation, input)) removed.add(each);
    const neverHere = await neverHad(operation, input, answer, context);
    // Of what was removed it is known why it is not there.
    const isRemoved = [...removed].some((each) => each === neverHere || each.startsWith(`${neverHere}/`));
    return neverHere === undefined || isRemoved ? answer : { ...answer, neverHere };
  };
  return {
    service: 's3',
    knows: async (operation, { Bucket: bucket }, { store }) =>
      Object.hasOwn(operations, operation) &&
      (ABOUT_NEW_BUCKETS.has(operation) || bucket === undefined || store.hasBucket(text(bucket))),
    answer: (operation, input, context) =>
      Object.hasOwn(operations, operation) ? answer(operation, input, context) : undefined,
  };
}

/** What the folder refuses, in its own sentence. */
function refusedByFolder(error: unknown): CallError {
  return { name: 'InternalError', message: (error as Error).message, status: 400 };
}

async function createBucket(input: Members, { store }: Context): Promise<Members> {
  const bucket = text(input.Bucket);
  await store.makeBucket(bucket);
  return { Location: `/${bucket}` };
}

async function headBucket(input: Members, { store }: Context): Promise<Members> {
  if (await store.hasBucket(text(input.Bucket))) return {};
  throw fault('NotFound', 'Not Found', 404);
}

async function deleteBucket(input: Members, { store }: Context): Promise<Members> {
  const bucket = text(input.Bucket);
  if ((await store.list(bucket)).length > 0) {
    throw fault('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
  }
  await store.removeBucket(bucket);
  return {};
}
