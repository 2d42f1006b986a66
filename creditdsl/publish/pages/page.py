"""Render HTML pages from templates.

Receives data and a template's name; promises a self-contained page in which no text of a scheme or
a data file can become markup, and nothing is loaded from elsewhere. A name that a template does not
know is an error, not an empty place. A user's own template is rendered apart (template_process.py).
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from creditdsl.base.exact import show
from creditdsl.explain import account_text, comparison_text, explanation_text
from creditdsl.explain import phrases as text
from creditdsl.explain.explanation_nodes import numbered_rules
from creditdsl.publish.words.line_ends import phrases

SUFFIX = ".html.jinja"

FILTERS: dict[str, Callable[..., object]] = {
    "heading": text.heading,
    "phrases": phrases,
    "show": show,
    "stated": text.stated_points,
    "said_rule": explanation_text.rule_words,
    "said_score": explanation_text.score_words,
    "result": explanation_text.result,
    "conclusions": explanation_text.conclusions,
    "headline": explanation_text.headline,
    "numbered_rules": numbered_rules,
    "explained_above": explanation_text.explained_above,
    "has_account": explanation_text.has_account,
    "top_notes": explanation_text.top_notes,
    "account_title": account_text.account_title,
    "account_heads": account_text.account_heads,
    "account_number": account_text.account_number,
    "basis": account_text.basis,
    "foot": account_text.foot,
    "labelled": comparison_text.labelled,
    "compared_headline": comparison_text.headline,
    "compared_results": comparison_text.results,
    "compared_scores": comparison_text.score_words,
    "compared_rules": comparison_text.rule_words,
    "compared_notes": comparison_text.notes,
    "compared_periods": comparison_text.period_totals,
    "compared_conclusions": comparison_text.conclusions,
}
"""The filters of templates beside jinja's own. Users' templates spell these names, so they stay."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("creditdsl.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment


class UserTemplates(Protocol):
    """Templates of a user, and how they are rendered."""

    def render(self, name: str, filters: Mapping[str, Callable[..., object]], values: Mapping[str, object]) -> str:
        """Render the template of this name."""


def render(template: str, user_templates: UserTemplates | None = None, **values: object) -> bytes:
    """Render `<template>.html.jinja`, in UTF-8.

    `user_templates`: templates that replace the shipped ones of the same name.
    """
    if user_templates is not None:
        page = user_templates.render(template + SUFFIX, FILTERS, values)
    else:
        page = _environment().get_template(template + SUFFIX).render(values)
    return page.encode("utf-8", "replace")
