"""The pages, one blueprint a slice; a blueprint is part of the site once it stands in this list."""

from flask import Blueprint

from webapp.views import (
    account,
    assessments,
    backup,
    client_changes,
    client_file,
    client_lists,
    clients,
    documents,
    filling,
    first,
    guidance,
    home,
    imports,
    issuing,
    litmas,
    office,
    people,
    rules,
    search,
    setup,
    site,
    sources,
    trust,
    twins,
)

__all__ = ["BLUEPRINTS"]

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.bp,
    assessments.bp,
    backup.bp,
    client_changes.bp,
    client_file.bp,
    client_lists.bp,
    clients.bp,
    documents.bp,
    filling.bp,
    first.bp,
    guidance.bp,
    home.bp,
    imports.bp,
    issuing.bp,
    litmas.bp,
    search.bp,
    office.bp,
    people.bp,
    rules.bp,
    setup.bp,
    site.bp,
    sources.bp,
    trust.bp,
    twins.bp,
)
