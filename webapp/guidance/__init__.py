"""The pages of a guidance: its state, its steps and the PK it is given to."""
