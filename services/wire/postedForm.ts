/**
 * An object that a form posts to its bucket, as browsers do with what `createPresignedPost` gave them: the PutObject that it
 * means, and the answer. Its policy is believed, as signatures are. Source: S3 API reference, "POST Object".
 */
import type { Address } from './address';
import { decoded } from './address';
import { UnreadableRequest, type Members, type PostedForm, type WireRequest } from './call';
import { headerOf } from './headers';
import type { Answer } from './protocol';
import { element, xmlBytes, escaped } from './xml';

/** Fields that become a header of the same name. */
const KEPT = /^(?:content-(?:type|disposition|encoding)|cache-control|expires|x-amz-meta-.+|x-amz-storage-class)$/;

export function isForm({ headers }: Pick<WireRequest, 'headers'>): boolean {
  return headerOf(headers, 'content-type')?.toLowerCase().startsWith('multipart/form-data') ?? false;
}

/** Undefined: another request. @throws UnreadableRequest */
export function readPostedForm(
  request: WireRequest,
  address: Address,
): { readonly put: WireRequest; readonly posted: PostedForm } | undefined {
  if (!isForm(request)) return undefined;
  const type = headerOf(request.headers, 'content-type') ?? '';
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  const bucket = /^\/([^/]+)\/?$/.exec(address.path)?.[1];
  const isOther = request.method.toUpperCase() !== 'POST' || address.resource !== undefined;
  if (isOther || boundary === undefined || bucket === undefined) return undefined;
  const { fields, file } = readParts(Buffer.from(request.body), boundary);
  if (!fields.has('key') && !fields.has('policy')) return undefined;
  const key = fields.get('key')?.replaceAll('${filename}', file?.name ?? '') ?? '';
  if (key === '') throw wrong('Bucket POST must contain a field named "key".');
  if (!file) throw wrong('POST requires exactly one file upload per request.');
  if (fields.has('tagging')) {
    throw new UnreadableRequest(
      'The field "tagging" of a form that posts an object works on AWS only.',
      'NotImplemented',
    );
  }
  const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const kept = [...fields].filter(([name]) => KEPT.test(name));
  const headers = { ...Object.fromEntries(kept), authorization: 'AWS form:0' };
  const asked = Number(fields.get('success_action_status'));
  const redirect = fields.get('success_action_redirect') ?? fields.get('redirect');
  return {
    put: { method: 'PUT', url: path, headers, body: file.body },
    posted: {
      bucket: decoded(bucket),
      key,
      location: path,
      status: asked === 200 || asked === 201 ? asked : 204,
      ...(redirect !== undefined && URL.canParse(redirect) && { redirect }),
    },
  };
}

function wrong(sentence: string): UnreadableRequest {
  return new UnreadableRequest(sentence, 'InvalidArgument');
}

interface Parts {
  /** By name, in small letters. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file?: { readonly name: string; readonly body: Buffer };
}

/** What stands behind the file S3 does not read. Source: RFC 7578. */
function readParts(body: Buffer, boundary: string): Parts {
  const fields = new Map<string, string>();
  const source = Buffer.concat([Buffer.from('\r\n'), body]);
  const line = `\r\n--${boundary}`;
  let at = source.indexOf(line);
  while (at >= 0) {
    const start = at + line.length;
    const end = source.indexOf(line, start);
    const head = source.indexOf('\r\n\r\n', start);
    if (end < 0 || head < 0 || head > end) break;
    const about = source.toString('utf8', start, head);
    const name = /;\s*name="([^"]*)"/i.exec(about)?.[1]?.toLowerCase() ?? '';
    const content = source.subarray(head + 4, end);
    if (name === 'file') {
      const fileName = /;\s*filename="([^"]*)"/i.exec(about)?.[1] ?? '';
      return { fields, file: { name: fileName.replace(/^.*[\\/]/, ''), body: content } };
    }
    fields.set(name, content.toString('utf8'));
    at = end;
  }
  return { fields };
}

/** @param answer to the PutObject */
export function answerOfForm(
  { bucket, key, location, status, redirect }: PostedForm,
  output: Members,
  answer: Answer,
): Answer {
  const etag = typeof output.ETag === 'string' ? output.ETag : '';
  const headers = { ...answer.headers, Location: location };
  const empty = Buffer.alloc(0);
  if (redirect !== undefined) {
    const to = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key, etag })) to.searchParams.set(name, value);
    return { status: 303, headers: { ...headers, Location: to.href }, body: empty };
  }
  if (status !== 201) return { status, headers, body: empty };
  const told = { Location: location, Bucket: bucket, Key: key, ETag: etag };
  const lines = Object.entries(told).map(([name, value]) => element(name, escaped(value)));
  const body = xmlBytes(element('PostResponse', lines.join('')));
  return { status, headers: { ...headers, 'content-type': 'application/xml' }, body };
}
