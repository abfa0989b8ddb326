/** What is known of one AWS service: its actions, the shapes of what they take and give, and how they travel. */

export type Protocol = 'json' | 'rest-json' | 'rest-xml' | 'query' | 'ec2' | 'smithy-rpc-v2-cbor';

export type TimeFormat = 'iso8601' | 'rfc822' | 'unixTimestamp';

/** What tells services from each other, without reading a table. */
export interface ServiceEntry {
  /** As Step Functions writes it in `arn:aws:states:::aws-sdk:NAME:ACTION`. */
  readonly name: string;
  /** `Cost Explorer`. */
  readonly id: string;
  /** `2012-08-10`: of the API. */
  readonly version: string;
  /** The first is what today's clients speak. */
  readonly protocols: readonly Protocol[];
  readonly signingName?: string;
  readonly endpointPrefix?: string;
  readonly targetPrefix?: string;
}

export type SimpleType =
  'string' | 'integer' | 'long' | 'float' | 'double' | 'boolean' | 'timestamp' | 'blob' | 'document';

export interface Traits {
  /** The name on the wire, where it is another. */
  readonly locationName?: string;
  readonly location?: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  /** EC2 alone. */
  readonly queryName?: string;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string };
  /** A header that holds JSON in base64. */
  readonly jsonvalue?: boolean;
  readonly timestampFormat?: TimeFormat;
  readonly streaming?: boolean;
  /** Of an event: the member that is its whole body. */
  readonly eventpayload?: boolean;
  /** Of an event: travels beside its body. */
  readonly eventheader?: boolean;
}

export interface Member extends Traits {
  readonly name: string;
  readonly required: boolean;
  readonly type: Shape;
}

export interface SimpleShape {
  readonly kind: SimpleType;
}

export interface EnumShape {
  readonly kind: 'enum';
  readonly values: readonly string[];
}

export interface StructureShape extends Traits {
  readonly kind: 'structure';
  readonly members: ReadonlyMap<string, Member>;
  /** Exactly one member is set. */
  readonly union: boolean;
  /** The member that is the whole body. */
  readonly payload?: string;
  readonly eventstream?: boolean;
}

export interface ListShape extends Traits {
  readonly kind: 'list';
  readonly of: Shape;
  readonly member?: Traits;
}

export interface MapShape extends Traits {
  readonly kind: 'map';
  readonly keys: Shape;
  readonly values: Shape;
  readonly key?: Traits;
  readonly value?: Traits;
}

export type Shape = SimpleShape | EnumShape | StructureShape | ListShape | MapShape;

export interface Operation {
  /** `PutItem`. */
  readonly name: string;
  readonly input?: StructureShape;
  readonly output?: StructureShape;
  readonly errors: readonly ServiceError[];
  readonly method: string;
  /** `/{Bucket}/{Key+}?uploads`. */
  readonly requestUri: string;
  readonly responseCode: number;
  readonly resultWrapper?: string;
  readonly hostPrefix?: string;
  readonly deprecated: boolean;
}

export interface ServiceError {
  readonly name: string;
  /** What the service sends, which two errors may share. */
  readonly code: string;
  /** HTTP. */
  readonly status: number;
  /** Members of which more is known than the name. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface ServiceTable extends ServiceEntry {
  readonly jsonVersion?: string;
  readonly xmlNamespace?: string;
  /** How every time of the service that says no more is written. */
  readonly times?: TimeFormat;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly errors: readonly ServiceError[];
}
