"""The Indonesian words of the site: refusals, faults, roles, kinds and states, dates and names."""
