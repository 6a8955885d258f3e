"""Pieces of a page that every slice uses: typed forms, paging, charts, downloads."""
