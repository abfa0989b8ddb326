// Converts the amount of a receipt to euro.

// Euro for one unit. A real function would ask a bank.
const RATES = { EUR: 1, CHF: 1.06, GBP: 1.17, USD: 0.92 };

/** "Convert receipts" catches it and returns the report to the traveller. */
class UnknownCurrency extends Error {
  name = 'UnknownCurrency';
}

exports.handler = async ({ number, receipt }) => {
  const rate = RATES[receipt.currency];
  if (rate === undefined) throw new UnknownCurrency(`Receipt ${number} is in ${receipt.currency}.`);

  const euro = Math.round(receipt.amount * rate * 100) / 100;
  console.log(`Receipt ${number}: ${receipt.amount} ${receipt.currency} are ${euro} EUR.`);
  return { number, category: receipt.category, euro };
};
