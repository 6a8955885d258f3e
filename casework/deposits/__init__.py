"""From a change of the trade to a sealed bag: the journal, the sealing and the recovery."""
