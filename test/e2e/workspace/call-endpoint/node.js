// What an SDK does with an endpoint of its environment.
exports.handler = async () => {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SQS, AWS_ACCESS_KEY_ID } = process.env;
  const all = await fetch(`${AWS_ENDPOINT_URL}/node?key=${AWS_ACCESS_KEY_ID}`);
  const sqs = await fetch(`${AWS_ENDPOINT_URL_SQS ?? AWS_ENDPOINT_URL}/node-sqs`);
  return [await all.text(), await sqs.text()];
};
