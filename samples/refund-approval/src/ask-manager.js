// Asks the manager to decide. The task goes on when its token is answered, not when this handler returns.

exports.handler = async ({ refund, token }) => {
  // On AWS a mail would go out from here, with a link that leads to decide.js.
  console.log(`May ${refund.customer} have ${refund.amount.toFixed(2)} back for order ${refund.order}?`);
  console.log(`The token to answer with: ${token}`);
};
