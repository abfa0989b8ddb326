exports.handler = async ({ Records }) => {
  const batchItemFailures = Records.filter(({ body }) => !body.startsWith('{')).map(({ messageId }) => ({
    itemIdentifier: messageId,
  }));
  return { batchItemFailures };
};
