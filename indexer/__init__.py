"""The disposable full-text index of what the archive holds: write, search, suggest, rebuild."""
