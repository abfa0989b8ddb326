// Checks an order and adds up what it costs.

/** An error's name is what `Catch` in the state machine asks for: see "Validate order" there. */
class InvalidOrder extends Error {
  name = 'InvalidOrder';
}

const LARGEST_QUANTITY = Number(process.env.LARGEST_QUANTITY ?? 100);

exports.handler = async (order) => {
  if (!order.items?.length) throw new InvalidOrder(`Order ${order.id} has no items.`);

  for (const { sku, quantity } of order.items) {
    if (quantity < 1 || quantity > LARGEST_QUANTITY) {
      throw new InvalidOrder(`Order ${order.id} wants ${quantity} of ${sku}: 1 to ${LARGEST_QUANTITY} are allowed.`);
    }
  }

  const total = order.items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  console.log(
    `Order ${order.id} of ${order.customer.name}: ${order.items.length} items, ${total.toFixed(2)} in total.`,
  );
  return { ...order, total };
};
