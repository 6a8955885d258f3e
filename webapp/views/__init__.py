"""The pages, one blueprint a slice; a blueprint is part of the site once it stands in this list."""

from flask import Blueprint

from webapp.views import account, site, trust

__all__ = ["BLUEPRINTS"]

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.bp,
    site.bp,
    trust.bp,
)
