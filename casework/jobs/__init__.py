"""The outbox and its worker: what is still to be done, in order, until it is done."""
