// Pays a refund back.

exports.handler = async ({ order, customer, amount }) => {
  console.log(`${customer} gets ${amount.toFixed(2)} back.`);
  return { order, refunded: amount };
};
