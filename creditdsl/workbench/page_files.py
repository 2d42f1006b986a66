"""The page as one HTML text: its script and style inside, and a policy that forbids every request but those to here."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

FOLDER = "page"


def _content(name: str) -> str:
    return (files(__package__) / FOLDER / name).read_text(encoding="utf-8")


def digest(script: str) -> str:
    """Return the source expression of a script for a content security policy."""
    return "'sha256-" + b64encode(sha256(script.encode()).digest()).decode() + "'"


def policy(scripts: list[str], more: str) -> str:
    """Return a policy: only these scripts, styles of the page, pictures that it makes; `more` adds directives."""
    allowed = " ".join(map(digest, scripts))
    return (
        f"default-src 'none'; script-src {allowed}{more}; style-src 'unsafe-inline'; img-src data: blob:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


@cache
def page() -> bytes:
    """Return the page."""
    return filled(_content("page.html"), _script()).encode()


def filled(html: str, script: str) -> str:
    """Return the page with its style, its help, the check of the browser and its script in their places."""
    parts = {
        "/*STYLE*/": _content("page.css"),
        "/*HELP*/": _content("help.json").replace("<", "\\u003c"),
        "/*CHECK*/": browser_check(),
        "/*SCRIPT*/": script,
    }
    for place, part in parts.items():
        html = html.replace(place, part)
    return html


@cache
def browser_check() -> str:
    """Return the script that says so where a browser is too old for the other one."""
    return _content("browser_check.js")


@cache
def _script() -> str:
    return _content("page.js").replace("</script", "<\\/script")


@cache
def served_policy() -> str:
    """Return the policy of the page where this machine serves it."""
    return policy([browser_check(), _script()], "; connect-src 'self'")
