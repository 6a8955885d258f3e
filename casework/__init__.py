"""The trade: what may happen to a case, by whom and by when."""
