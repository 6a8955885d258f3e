"""The pages of a Litmas and of the results that wait for one."""
