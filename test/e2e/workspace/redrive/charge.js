exports.handler = async ({ amount }) => {
  if (amount > 20) throw new Error('too much');
  return { charged: amount };
};
