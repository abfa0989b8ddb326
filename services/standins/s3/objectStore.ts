/** Where the objects of the S3 stand-in are: buckets by name, objects by key. */

/** What is kept beside an object's bytes, in the names of the API: `ContentType`, `Metadata`, `ETag`. */
export interface ObjectFacts {
  readonly [member: string]: string | { readonly [name: string]: string };
}

export interface ObjectEntry {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** In quotes. */
  readonly etag: string;
}

export interface StoredObject extends ObjectEntry {
  readonly facts: ObjectFacts;
}

/** Rejects with an error whose message is the sentence that says why the folder cannot be used. */
export interface ObjectStore {
  buckets(): Promise<readonly string[]>;
  /** Whether it exists, or the project declares it. */
  hasBucket(bucket: string): Promise<boolean>;
  makeBucket(bucket: string): Promise<void>;
  /** Of an empty one. */
  removeBucket(bucket: string): Promise<void>;
  /** Sorted by the bytes of the key. */
  list(bucket: string): Promise<readonly ObjectEntry[]>;
  find(bucket: string, key: string): Promise<StoredObject | undefined>;
  /** All of its bytes. */
  read(bucket: string, key: string): Promise<Buffer>;
  /** There as a whole or not at all. */
  write(bucket: string, key: string, body: Buffer, facts: ObjectFacts): Promise<void>;
  /** Other facts of an object whose bytes stay. */
  keep(bucket: string, key: string, facts: ObjectFacts): Promise<void>;
  /** Whether there is one or not. */
  remove(bucket: string, key: string): Promise<void>;
}
