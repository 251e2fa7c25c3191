"""On what terms programs may use the archive: robots.txt, Content-Usage, an RSL licence.

What the keeper decided stands in archive.toml (`[site] ai_use, licence`); where nothing was
decided, nothing is said. Libraries and search engines are never shut out.
"""

from dataclasses import dataclass
from types import MappingProxyType

from backfile.publish.build import Build
from backfile.publish.feed_forms import xml_quoted, xml_text

LICENCE = "license.xml"


@dataclass(frozen=True, slots=True)
class Terms:
    """What programs that learn from texts may do."""

    usage: str
    """As a Content-Usage rule says it (IETF aipref drafts)."""
    shut_out: tuple[str, ...]
    """Agents that are asked to stay away."""
    permitted: str
    prohibited: str
    """Usages as RSL 1.0 names them."""


_TRAINERS = (
    *("GPTBot", "ClaudeBot", "anthropic-ai", "CCBot", "Google-Extended", "Applebot-Extended"),
    *("Bytespider", "Meta-ExternalAgent", "Amazonbot", "cohere-ai", "Diffbot", "omgili"),
)
"""Agents that gather texts to train on, by the names that their makers publish."""
_ANSWERERS = (
    *("ChatGPT-User", "OAI-SearchBot", "Claude-User", "Claude-SearchBot", "PerplexityBot"),
    *("Perplexity-User", "YouBot", "DuckAssistBot", "MistralAI-User"),
)
"""Agents that fetch pages to answer with."""
TERMS = MappingProxyType(
    {
        "none": Terms("train-ai=n, search=y", (*_TRAINERS, *_ANSWERERS), "search", "ai-all"),
        "search": Terms("train-ai=n, search=y", _TRAINERS, "search ai-index ai-input", "ai-train"),
        "all": Terms("train-ai=y, search=y", (), "all", ""),
    }
)
"""What each word of `ai_use` asks for."""


def terms_of(build: Build) -> Terms | None:
    """Return what was decided, if anything was."""
    return TERMS.get(build.options.ai_use or "")


def robots(build: Build) -> bytes:
    """Return robots.txt (RFC 9309): all may read, but whom the terms ask to stay away."""
    terms, site = terms_of(build), build.canonical("")
    rows = ["User-agent: *"]
    if terms:
        rows.append(f"Content-Usage: {terms.usage}")
    rows.append("Disallow:")
    if terms and terms.shut_out:
        rows += ["", *(f"User-agent: {agent}" for agent in terms.shut_out), "Disallow: /"]
    if site:
        rows += ["", f"Sitemap: {site}sitemap.xml"]
    if site and has_licence(build):
        rows.append(f"License: {site}{LICENCE}")
    return ("\n".join(rows) + "\n").encode()


def has_licence(build: Build) -> bool:
    """Say whether there is anything to say in an RSL licence."""
    return bool(terms_of(build) or build.options.licence)


def rsl(build: Build) -> bytes:
    """Return the terms as an RSL 1.0 document for the whole site."""
    terms = terms_of(build)
    rows = []
    if terms:
        rows.append(f'<permits type="usage">{terms.permitted}</permits>')
        if terms.prohibited:
            rows.append(f'<prohibits type="usage">{terms.prohibited}</prohibits>')
    if build.options.licence:
        licence = xml_text(build.options.licence)
        rows.append(f'<payment type="attribution"><standard>{licence}</standard></payment>')
    whole = xml_quoted(build.canonical("") or "/")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rsl xmlns="https://rslstandard.org/rsl">\n'
        f"<content url={whole}>\n<license>\n{chr(10).join(rows)}\n</license>\n</content>\n</rsl>\n"
    ).encode()
