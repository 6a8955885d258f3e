"""The list of clients and the forms that register and change one."""
