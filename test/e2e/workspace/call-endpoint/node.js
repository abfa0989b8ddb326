// What an SDK does with an endpoint of its environment.
exports.handler = async () => {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SQS, AWS_ACCESS_KEY_ID } = process.env;
  const all = await fetch(`${AWS_ENDPOINT_URL}/node?key=${AWS_ACCESS_KEY_ID}`);
  const authorization = `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/20300131/us-east-1/sqs/aws4_request`;
  const sqs = await fetch(`${AWS_ENDPOINT_URL_SQS ?? AWS_ENDPOINT_URL}/node-sqs`, { headers: { authorization } });
  return [await all.text(), await sqs.text()];
};
