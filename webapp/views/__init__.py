"""The pages, one blueprint a slice; a blueprint is part of the site once it stands in this list."""

from flask import Blueprint

from webapp.views import (
    account,
    assessments,
    clients,
    documents,
    filling,
    first,
    home,
    issuing,
    litmas,
    office,
    search,
    site,
    trust,
)

__all__ = ["BLUEPRINTS"]

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.bp,
    assessments.bp,
    clients.bp,
    documents.bp,
    filling.bp,
    first.bp,
    home.bp,
    issuing.bp,
    litmas.bp,
    search.bp,
    office.bp,
    site.bp,
    trust.bp,
)
