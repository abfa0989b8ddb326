/** rest-xml: S3, S3 Control, Route 53 and CloudFront. */
import type { Member, Operation, ServiceTable, Shape } from '../../core/catalog/services/serviceTable';
import type { Value } from './call';
import { isMembers, textOf } from './values';
import { faultOf, type ErrorToWrite } from './protocol';
import { restCodec } from './rest';
import { element, escaped, namespace, parseXmlBytes, xmlBytes, type Element } from './xml';
import { readElement, readXmlError, writeElement, writePlain, type XmlHabits } from './xmlValues';

export const REST_XML_CODEC = restCodec({
  contentType: 'application/xml',
  read: (bytes, shape) => readRoot(parseXmlBytes(bytes), shape),
  readError: (_headers, body, status) => readXmlError(body, status),
  write: writeBody,
  writeError,
  errorHeaders: () => ({}),
});

/** The one answer of S3 whose root is its only member. */
const ONLY_MEMBER = 'LocationConstraint';

function readRoot(root: Element, shape: Shape): Value {
  const isMember = root.name === ONLY_MEMBER && shape.kind === 'structure' && root.children.length === 0;
  return isMember && shape.members.has(ONLY_MEMBER) ? { [ONLY_MEMBER]: root.text } : readElement(root, shape);
}

/**
 * What the root of an answer is called where its operation does not say it; Rust's client takes no other.
 * Source: S3 API reference, "Response Syntax" of each.
 */
const S3_ROOTS: { readonly [operation: string]: string } = {
  CreateMultipartUpload: 'InitiateMultipartUploadResult',
  DeleteObjects: 'DeleteResult',
  GetBucketAccelerateConfiguration: 'AccelerateConfiguration',
  GetBucketAcl: 'AccessControlPolicy',
  GetBucketCors: 'CORSConfiguration',
  GetBucketLifecycleConfiguration: 'LifecycleConfiguration',
  GetBucketLogging: 'BucketLoggingStatus',
  GetBucketNotificationConfiguration: 'NotificationConfiguration',
  GetBucketRequestPayment: 'RequestPaymentConfiguration',
  GetBucketTagging: 'Tagging',
  GetBucketVersioning: 'VersioningConfiguration',
  GetBucketWebsite: 'WebsiteConfiguration',
  GetObjectAcl: 'AccessControlPolicy',
  GetObjectAttributes: 'GetObjectAttributesResponse',
  GetObjectTagging: 'Tagging',
  ListBucketAnalyticsConfigurations: 'ListBucketAnalyticsConfigurationResult',
  ListBucketIntelligentTieringConfigurations: 'ListBucketIntelligentTieringConfigurationsOutput',
  ListBucketInventoryConfigurations: 'ListInventoryConfigurationsResult',
  ListBucketMetricsConfigurations: 'ListMetricsConfigurationsResult',
  ListBuckets: 'ListAllMyBucketsResult',
  ListDirectoryBuckets: 'ListAllMyDirectoryBucketsResult',
  ListObjectVersions: 'ListVersionsResult',
  ListObjects: 'ListBucketResult',
  ListObjectsV2: 'ListBucketResult',
};

function rootOf(service: ServiceTable, { name }: Operation): string {
  const root = service.name === 's3' && Object.hasOwn(S3_ROOTS, name) ? S3_ROOTS[name] : undefined;
  return root ?? `${name}${service.name === 'route53' ? 'Response' : 'Result'}`;
}

const S3 = 'http://s3.amazonaws.com/doc/2006-03-01/';

function writeBody(value: Value, shape: Shape, service: ServiceTable, operation: Operation, member?: Member): Buffer {
  if (service.name === 's3' && operation.name === 'GetBucketLocation') {
    const place = isMembers(value) ? value[ONLY_MEMBER] : undefined;
    return xmlBytes(element(ONLY_MEMBER, escaped(textOf(place)), namespace(S3)));
  }
  const habits: XmlHabits = { times: service.times ?? 'iso8601', item: 'member' };
  const named = member ? (member.locationName ?? member.name) : undefined;
  const name = named ?? (shape.kind === 'structure' ? shape.locationName : undefined) ?? rootOf(service, operation);
  const uri = member?.xmlNamespace?.uri ?? (service.name === 's3' ? S3 : service.xmlNamespace);
  const written = writeElement(name, value, shape, habits, uri === undefined ? {} : { xmlNamespace: { uri } });
  return xmlBytes(written);
}

/** S3 has the bare error as its body, the others an envelope. */
function writeError(error: ErrorToWrite): Buffer {
  const { service, shape, members, code, message, requestId } = error;
  const inBody = Object.entries(members).filter(([name]) => shape?.members.get(name)?.location === undefined);
  const written = inBody.map(([name, value]) => writePlain(shape?.members.get(name)?.locationName ?? name, value));
  const content = [writePlain('Code', code), writePlain('Message', message), ...written].join('');
  const id = writePlain('RequestId', requestId);
  if (service === undefined || service.name === 's3') return xmlBytes(element('Error', `${content}${id}`));
  const inside = element('Error', `${element('Type', faultOf(error))}${content}`);
  return xmlBytes(element('ErrorResponse', `${inside}${id}`, namespace(service.xmlNamespace)));
}
