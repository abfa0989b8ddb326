// Writes to the customer. No letter leaves your machine: it only appears in the log.

export const handler = async ({ to, subject, text }) => {
  console.log(`To ${to}: ${subject}`);
  console.log(text);
  return { to, subject, sent: true, from: process.env.SHOP_NAME };
};
