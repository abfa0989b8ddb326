"""Reserves one item of an order in the warehouse."""

# A shelf for each article. A real shop would ask its database.
SHELVES = {
    "TEA-EARL-GREY": "A-12",
    "MUG-BLUE": "B-03",
    "BISCUITS": "A-14",
    "TEAPOT-SILVER": "S-01",
}


class OutOfStock(Exception):
    """The class's name is the error's name in the state machine: "Reserve items" catches it."""


def handler(event, context):
    sku, quantity = event["sku"], event["quantity"]

    shelf = SHELVES.get(sku)
    if shelf is None:
        raise OutOfStock(f"There is no {sku} in the warehouse.")

    print(f"Reserved {quantity} x {sku} on shelf {shelf}.")
    return {"sku": sku, "quantity": quantity, "shelf": shelf}
