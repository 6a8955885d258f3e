"""Make the Word templates anew from a clean base: `python -m script.templates`."""
