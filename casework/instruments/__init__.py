"""The instruments: what is asked, what each answer is worth, and what follows from the sum."""
