"""The pages, one blueprint a slice; a blueprint is part of the site once it stands in this list."""

from flask import Blueprint

from webapp.views import account, first, site, trust

__all__ = ["BLUEPRINTS"]

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.bp,
    first.bp,
    site.bp,
    trust.bp,
)
