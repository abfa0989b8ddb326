/** A conversation with the S3 stand-in over a bucket in memory: `s3.txt`. A second passes before each call. */
import path from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../../core/json';
import type { Occurrence } from '../../../core/triggers/occurrence';
import { jsonValue } from '../../../core/jsonText';
import { createS3, type ObjectFacts, type ObjectStore, type StoredObject } from '../../../services/standins/s3';
import { compareKeys } from '../../../services/standins/s3/listing';
import { expectAnswers } from '../../harness/golden';

/** What is asked for and was in no bucket before. */
const UNWRITTEN = ['b/100%', 'b/none', 'empty', 't/never', 't/none'];

const BEGIN = Date.UTC(2026, 0, 1);

class MemoryStore implements ObjectStore {
  readonly objects = new Map<string, Map<string, { readonly body: Buffer; readonly object: StoredObject }>>();

  constructor(private readonly now: () => number) {}

  buckets = () => Promise.resolve([...this.objects.keys()]);
  hasBucket = (bucket: string) => Promise.resolve(this.objects.has(bucket));
  makeBucket(bucket: string): Promise<void> {
    this.objects.set(bucket, new Map());
    return Promise.resolve();
  }
  removeBucket(bucket: string): Promise<void> {
    this.objects.delete(bucket);
    return Promise.resolve();
  }
  list = (bucket: string) =>
    Promise.resolve(
      [...(this.objects.get(bucket)?.values() ?? [])]
        .map(({ object }) => object)
        .sort((one, other) => compareKeys(one.key, other.key)),
    );
  find = (bucket: string, key: string) => Promise.resolve(this.objects.get(bucket)?.get(key)?.object);
  read = (bucket: string, key: string) => Promise.resolve(this.objects.get(bucket)!.get(key)!.body);
  write(bucket: string, key: string, body: Buffer, facts: ObjectFacts): Promise<void> {
    const object = { key, size: body.length, modified: this.now(), etag: facts.ETag as string, facts };
    this.objects.get(bucket)!.set(key, { body, object });
    return Promise.resolve();
  }
  keep(bucket: string, key: string, facts: ObjectFacts): Promise<void> {
    const { body, object } = this.objects.get(bucket)!.get(key)!;
    this.objects.get(bucket)!.set(key, { body, object: { ...object, facts } });
    return Promise.resolve();
  }
  remove(bucket: string, key: string): Promise<void> {
    if (key === 'locked') return Promise.reject(new Error('It is locked.'));
    this.objects.get(bucket)?.delete(key);
    return Promise.resolve();
  }
}

test('a conversation', async () => {
  let seconds = 0;
  let uploads = 0;
  const now = (): number => BEGIN + seconds * 1000 + 250;
  const happened = new Map<string, number>();
  const emit = ({ texts: { event = '' } }: Occurrence): void =>
    void happened.set(event, (happened.get(event) ?? 0) + 1);
  const unwritten = new Set<string>();
  const s3 = createS3();
  const context = { now, uuid: () => `up-load-${++uploads}`, store: new MemoryStore(now), emit };
  await expectAnswers(path.join(__dirname, 's3.txt'), async (line) => {
    seconds++;
    const [, operation, written] = /^(\w+) (.*)$/.exec(line)!;
    const input = jsonValue(written!) as JsonObject;
    if (!(await s3.knows(operation!, input, context))) return 'unknown';
    const answer = await s3.answer(operation!, input, context);
    if (!answer) return 'no such operation';
    if (answer.neverHere !== undefined) unwritten.add(answer.neverHere);
    if ('error' in answer) {
      const { name, message, status, members } = answer.error;
      return `${status} ${name}: ${message}${members ? ` ${JSON.stringify(members)}` : ''}`;
    }
    return JSON.stringify(answer.output, (_, value: unknown) =>
      (value as { type?: string } | null)?.type === 'Buffer' ? Buffer.from(value as never).toString() : value,
    );
  });
  expect([...unwritten].sort()).toEqual(UNWRITTEN);
  expect([...happened].sort()).toEqual([
    ['ObjectCreated:CompleteMultipartUpload', 1],
    ['ObjectCreated:Copy', 5],
    ['ObjectCreated:Put', 9],
    ['ObjectRemoved:Delete', 5],
  ]);
});
