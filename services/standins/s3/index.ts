/** S3 on this machine. */
import type { Members } from '../../wire';
import { ServiceFault, type StandIn, type StandInAnswer } from '../standIn';
import { listObjects, listObjectsV2 } from './listing';
import { copyObject, deleteObject, deleteObjects, fault, getObject, headObject, putObject, text } from './objects';
import type { Context, Operation } from './objects';
import type { ObjectStore } from './objectStore';
import { Uploads } from './uploads';

export type { ObjectEntry, ObjectFacts, ObjectStore, StoredObject } from './objectStore';

/** One of a run: uploads that are not complete live in it. */
export function createS3(): StandIn<ObjectStore> {
  const uploads = new Uploads();
  const operations: { readonly [operation: string]: Operation } = {
    PutObject: putObject,
    GetObject: getObject,
    HeadObject: headObject,
    CopyObject: copyObject,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    ListObjects: listObjects,
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
    HeadBucket: () => Promise.resolve({}),
    GetBucketLocation: () => Promise.resolve({}),
  };
  return {
    service: 's3',
    knows: async (operation, { Bucket: bucket }, { store }) =>
      operation === 'CreateBucket' || bucket === undefined || store.hasBucket(text(bucket)),
    answer: (operation, input, context) =>
      Object.hasOwn(operations, operation) ? answered(() => operations[operation]!(input, context)) : undefined,
  };
}

async function answered(work: () => Promise<Members>): Promise<StandInAnswer> {
  try {
    return { output: await work() };
  } catch (error) {
    if (error instanceof ServiceFault) return { error: error.fault };
    // What the folder refuses, in its own sentence.
    return { error: { name: 'InternalError', message: (error as Error).message, status: 400 } };
  }
}

async function createBucket(input: Members, { store }: Context): Promise<Members> {
  const bucket = text(input.Bucket);
  await store.makeBucket(bucket);
  return { Location: `/${bucket}` };
}

async function deleteBucket(input: Members, { store }: Context): Promise<Members> {
  const bucket = text(input.Bucket);
  if ((await store.list(bucket)).length > 0) {
    throw fault('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
  }
  await store.removeBucket(bucket);
  return {};
}
