// Charges the customer's card. The bank is made up, and behaves the same each time:
//   - a card that ends in 0002 is declined;
//   - an amount of 1000 or more finds the bank busy at the first attempt.

interface Charge {
  orderId: string;
  amount: number;
  card: { number: string };
  /** 0 at first; the state machine sends its count of retries. */
  attempt: number;
}

interface Receipt {
  chargeId: string;
  amount: number;
}

/** "Check out" catches it and cancels the order. */
class CardDeclined extends Error {
  override name = 'CardDeclined';
}

/** "Charge card" tries again after a second. */
class BankBusy extends Error {
  override name = 'BankBusy';
}

export const handler = async (charge: Charge): Promise<Receipt> => {
  const lastDigits = charge.card.number.slice(-4);
  console.log(`Charging ${charge.amount.toFixed(2)} to the card ending in ${lastDigits}.`);

  if (lastDigits === '0002') throw new CardDeclined(`The bank declined the card ending in ${lastDigits}.`);
  if (charge.amount >= 1000 && charge.attempt === 0) throw new BankBusy('The bank is busy. Please try again.');

  return { chargeId: `charge-${charge.orderId}`, amount: charge.amount };
};
