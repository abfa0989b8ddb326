exports.handler = async (event, context) => {
  const before = context.getRemainingTimeInMillis();
  const after = context.getRemainingTimeInMillis();
  return { before, after };
};
