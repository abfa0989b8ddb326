/** Buckets here keep no versions, and answer as buckets without versioning do. Source: S3 user guide, "Using versioning in S3 buckets". */
import { phrase } from '../../../core/l10n/phrase';
import type { Members } from '../../wire';
import { listObjects } from './listing';
import { fault, text, type Operation } from './operation';

/** What every object of such a bucket has for a version. */
const ONLY = 'null';

/**
 * An event has the version of an object that a real bucket keeps, and a handler asks for it: the object that is here is the one.
 *
 * @returns what to say of that
 */
export function otherVersion(operation: string, { Bucket: bucket, Key: key, VersionId: version }: Members) {
  if (!READS.has(operation) || version === undefined || version === ONLY) return undefined;
  return phrase`${text(bucket)}/${text(key)} is read as it is, for version "${text(version)}": the buckets of this machine keep no versions.`;
}

const READS = new Set(['GetObject', 'HeadObject', 'GetObjectAttributes', 'GetObjectTagging']);

/** @throws where another version than the only one is to be copied or removed */
export function checkVersion({ VersionId: version, CopySource: source }: Members): void {
  const wanted = text(version) || /\?versionId=(.*)$/.exec(text(source))?.[1] || ONLY;
  if (wanted !== ONLY) throw withoutVersions(phrase`There is no version "${wanted}"`);
}

export const getBucketVersioning: Operation = () => Promise.resolve({});

export const putBucketVersioning: Operation = (input) => {
  const { Status: status } = (input.VersioningConfiguration ?? {}) as Members;
  if (status === 'Enabled') throw withoutVersions(phrase`Versioning cannot be switched on`);
  return Promise.resolve({});
};

export const listObjectVersions: Operation = async (input, context) => {
  const listed = await listObjects({ ...input, Marker: input.KeyMarker }, context);
  const { Contents: objects = [], Marker: _, NextMarker, ...rest } = listed;
  return {
    ...rest,
    ...(input.KeyMarker !== undefined && { KeyMarker: input.KeyMarker }),
    ...(NextMarker !== undefined && { NextKeyMarker: NextMarker }),
    Versions: (objects as readonly Members[]).map((object) => ({ ...object, VersionId: ONLY, IsLatest: true })),
  };
};

function withoutVersions(what: string) {
  return fault(
    'NotImplemented',
    phrase`${what}: the buckets of this machine keep no versions. Mock the call instead.`,
    501,
  );
}
