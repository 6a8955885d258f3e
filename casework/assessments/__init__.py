"""The assessment: filling in the instruments, issuing the result, reading it back."""
