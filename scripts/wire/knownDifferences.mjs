// Calls that are not right with some client, and that nothing here can make right.
const TWIN = 'deprecated, and travels exactly like its heir, for which it is taken';
const BIDIRECTIONAL = 'streams in both directions: the client makes no request of a filled input';
const OLD_EVENTS = 'JavaScript v2 reads of an event only a member that is marked as its payload';
const OLD_MODEL = 'the model of JavaScript v2 has another name or type than today’s';
const CAPITAL = 'the names of metadata get a capital in the first SDK for Go';

/** `SERVICE OPERATION`; before it `CLIENT: ` where it is so with this one alone. */
export const KNOWN = {
  'eventbridge PutEvents': 'an EndpointId is checked, and then signed by a library of its own',
  's3 GetBucketLifecycle': TWIN,
  's3 GetBucketNotification': TWIN,
  's3 PutBucketLifecycle': TWIN,
  's3 PutBucketNotification': TWIN,
  's3 ListDirectoryBuckets': 'told from ListBuckets by a host, or by x-id, which only JavaScript v3 sends',
  's3 GetObjectAttributes': 'PartNumberMarker is text in the model of JavaScript v3',
  's3 ListParts': 'PartNumberMarker is text in the model of JavaScript v3',
  's3 ListObjects': OLD_MODEL,
  's3 ListObjectsV2': OLD_MODEL,
  's3 ListObjectVersions': OLD_MODEL,
  'bedrockruntime InvokeModelWithBidirectionalStream': BIDIRECTIONAL,
  'bedrockruntime Converse': OLD_MODEL,
  'bedrockruntime ConverseStream': OLD_EVENTS,
  'bedrockruntime InvokeModelWithResponseStream': OLD_EVENTS,
  'polly StartSpeechSynthesisStream': BIDIRECTIONAL,
  'rekognition DetectModerationLabels': 'JavaScript v2 reads a text as JSON',
  'lambda Invoke': 'JavaScript v2 gives the payload as text',
  'lambda InvokeWithResponseStream': OLD_EVENTS,
  'ec2 RunInstances': 'boto3 encodes UserData once more',
  'ec2 DescribeInstanceTypes': OLD_MODEL,
  'ec2 DescribeSpotFleetRequests': OLD_MODEL,
  'ec2 DescribeSpotInstanceRequests': OLD_MODEL,
  'ec2 RequestSpotInstances': OLD_MODEL,
  'old-go: s3 GetObject': CAPITAL,
  'old-go: s3 HeadObject': CAPITAL,
};
