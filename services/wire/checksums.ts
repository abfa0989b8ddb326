/**
 * Sums that clients check: an answer whose sum is missing or wrong makes them throw. So each that a client would look at
 * is the right one, whatever the given output says.
 */
import { createHash } from 'node:crypto';
import type { Call, Members, Value } from './call';
import { crc32, crc32c, crc64nvme } from './crc32';
import { headerOf } from './headers';
import { blobBytes, isMembers, membersOf } from './values';

type Summing = (call: Call, output: Members) => Members;

/** `service:operation` → what is added to its output. */
const SUMMED: { readonly [action: string]: Summing } = {
  'sqs:SendMessage': ({ input }, output) => ({ ...output, ...sentSums(input, 'MD5OfMessageBody') }),
  'sqs:SendMessageBatch': summedBatch,
  'sqs:ReceiveMessage': summedMessages,
  's3:GetObject': (call, output) => withEtag(call, summedObject(call, output), output.Body),
  's3:PutObject': (call, output) => withEtag(call, output, call.input.Body),
  's3:UploadPart': (call, output) => withEtag(call, output, call.input.Body),
};

export function withChecksums(call: Call, output: Members): Members {
  const sum = SUMMED[`${call.service.name}:${call.operation.name}`];
  return sum ? sum(call, output) : output;
}

// --- SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html

function summedBatch({ input }: Call, output: Members): Members {
  const entries = listOf(input.Entries);
  const successful = listOf(output.Successful).map((result): Value => {
    if (!isMembers(result)) return result;
    const entry = entries.find((each) => isMembers(each) && each.Id === result.Id);
    return isMembers(entry) ? { ...result, ...sentSums(entry, 'MD5OfMessageBody') } : result;
  });
  return 'Successful' in output ? { ...output, Successful: successful } : output;
}

function summedMessages(_call: Call, output: Members): Members {
  if (!('Messages' in output)) return output;
  const summed = (message: Value): Value => {
    if (!isMembers(message)) return message;
    const { MD5OfMessageAttributes: attributes } = sentSums(message, 'MD5OfBody');
    const body = typeof message.Body === 'string' ? { MD5OfBody: md5(message.Body) } : {};
    return { ...message, ...body, ...(attributes === undefined ? {} : { MD5OfMessageAttributes: attributes }) };
  };
  return { ...output, Messages: listOf(output.Messages).map(summed) };
}

/** @param message with its body and attributes as a sender gives them */
function sentSums(message: Members, bodySum: string): Members {
  const { MessageBody: body, MessageAttributes: own, MessageSystemAttributes: system } = message;
  const sums: (readonly [string, Value])[] = [];
  if (typeof body === 'string') sums.push([bodySum, md5(body)]);
  if (hasAttributes(own)) sums.push(['MD5OfMessageAttributes', attributesSum(own)]);
  if (hasAttributes(system)) sums.push(['MD5OfMessageSystemAttributes', attributesSum(system)]);
  return membersOf(sums);
}

function hasAttributes(value: Value): value is Members {
  return isMembers(value) && Object.keys(value).length > 0;
}

function attributesSum(attributes: Members): string {
  const hash = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name];
    if (!isMembers(attribute)) continue;
    const { DataType: type, StringValue: text, BinaryValue: bytes } = attribute;
    add(Buffer.from(name, 'utf8'));
    add(Buffer.from(typeof type === 'string' ? type : '', 'utf8'));
    const isBinary = typeof type === 'string' && type.startsWith('Binary');
    hash.update(Buffer.of(isBinary ? 2 : 1));
    add(isBinary ? blobBytes(bytes, false) : Buffer.from(typeof text === 'string' ? text : '', 'utf8'));
  }
  return hash.digest('hex');
}

/** @param body a text counts in UTF-8 */
function md5(body: string | Buffer): string {
  return createHash('md5').update(body).digest('hex');
}

function listOf(value: Value): Value[] {
  return Array.isArray(value) ? value : [];
}

// --- S3

const OBJECT_SUMS: { readonly [member: string]: (body: Buffer) => Buffer } = {
  ChecksumCRC32: (body) => word(crc32(body)),
  ChecksumCRC32C: (body) => word(crc32c(body)),
  ChecksumCRC64NVME: crc64nvme,
  ChecksumSHA1: (body) => createHash('sha1').update(body).digest(),
  ChecksumSHA256: (body) => createHash('sha256').update(body).digest(),
  ChecksumSHA512: (body) => createHash('sha512').update(body).digest(),
  ChecksumMD5: (body) => createHash('md5').update(body).digest(),
};

/** Clients for which an ETag that could be the MD5 of the body must be it. Sources: `AmazonS3Client.uploadObject`, `AmazonS3ResponseHandler`. */
const SUM_ETAGS = /\baws-sdk-(java|dotnet)/;

/** Of parts and of some encryptions an ETag is no sum, and they do not look at it. @param body what was sent, or is */
function withEtag({ input, headers }: Call, output: Members, body: Value): Members {
  const { ETag: tag, ServerSideEncryption: encryption, SSECustomerAlgorithm: own } = output;
  if (typeof tag !== 'string' || tag.includes('-') || input.Range !== undefined) return output;
  if (!SUM_ETAGS.test(headerOf(headers, 'user-agent') ?? '')) return output;
  if (own !== undefined || String(encryption).startsWith('aws:kms')) return output;
  return { ...output, ETag: `"${md5(blobBytes(body, true))}"` };
}

/** The member by which a caller gives another sum of a body than it has: `ChecksumCRC32`. Not every one is known here. */
export function wrongObjectSum(input: Members, body: Buffer): string | undefined {
  const given = Object.entries(OBJECT_SUMS).filter(([name]) => typeof input[name] === 'string');
  return given.find(([name, sum]) => input[name] !== sum(body).toString('base64'))?.[0];
}

/** The sums of a body that a caller gives, which an answer tells again. */
export function givenObjectSums(input: Members): Members {
  return membersOf(
    Object.keys(OBJECT_SUMS).flatMap((name) => (typeof input[name] === 'string' ? [[name, input[name]] as const] : [])),
  );
}

/** What is a sum of parts says so by its number of parts, and a range of an object has none. */
function summedObject({ input, headers }: Call, output: Members): Members {
  if (input.Range !== undefined || input.PartNumber !== undefined) return output;
  const given = Object.keys(OBJECT_SUMS).filter((name) => typeof output[name] === 'string');
  const asked = headerOf(headers, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  const others = Object.keys(output).some((name) => name.startsWith('Checksum') && name !== 'ChecksumType');
  const names = given.length > 0 || !asked || others ? given : ['ChecksumCRC32'];
  const whole = names.filter((name) => !/-\d+$/.test(String(output[name] ?? '')));
  const body = blobBytes(output.Body, true);
  return {
    ...output,
    ...membersOf(whole.map((name) => [name, OBJECT_SUMS[name]?.(body).toString('base64')] as const)),
  };
}

function word(sum: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(sum);
  return bytes;
}
