"""Who told the outlet: names for the links of the chain from an account back to its origin.

A claim's `upstream` lists the links from the outlet outwards; the last is nearest to the origin. Each is one of

    p3                      a person of the document (its `people` list)
    ua                      a party, speaking as such ("Kyiv said", "the Kremlin confirmed")
    agency:ria              a news agency, by its id in vocab/upstreams.yaml
    outlet:axios            another outlet, by its id there
    unnamed:ua:official     somebody the account does not name: party id (or empty), then official, source, media ...
    wire:xinhua             an agency that the page credits for its text as a whole

Two accounts whose last links are the same person, party or named agency have one upstream; unnamed links are never
known to be the same, so they are told apart by the document unless a named link precedes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..lexicon.concepts import concepts, vocabulary

KINDS = ("agency", "outlet", "unnamed", "wire")


def named(ident: str) -> str:
    """The link for an agency or outlet of the vocabulary: `agency:ria`, `outlet:axios`."""
    return f"{vocabulary('upstreams')[ident]['kind']}:{ident}"


def unnamed(role: str, party: str = "") -> str:
    """The link for somebody without a name: `unnamed:ua:official`, `unnamed::source`."""
    return f"unnamed:{party}:{role}"


@cache
def _known(name: str) -> str:
    for language in ("en", "uk", "ru"):
        for ident in concepts("upstreams").of(name, language):
            if vocabulary("upstreams")[ident]["kind"] in ("agency", "outlet"):
                return ident
    return ""


def wire(name: str) -> str:
    """The link for an agency credited by the page: its vocabulary id, else its name in lower case with hyphens."""
    return "wire:" + (_known(name) or "-".join(name.casefold().split()))


def known_outlet(name: str) -> str:
    """The vocabulary id that a masthead or a channel's name goes by, "" for an unknown one."""
    return _known(name) if name else ""


def state_of(link: str) -> str | None:
    """The state whose word a link is (state-run agencies, unnamed officials of a party); None where there is none."""
    kind, _, rest = link.partition(":")
    if kind in ("agency", "outlet", "wire"):
        return vocabulary("upstreams").get(rest, {}).get("state")
    if kind == "unnamed":
        return rest.partition(":")[0] or None
    return None


def origin(links: Iterable[str]) -> str | None:
    """The last link that names somebody, else the last link; None for the outlet's own word."""
    chain = list(links)
    for link in reversed(chain):
        if not link.startswith("unnamed:"):
            return link
    return chain[-1] if chain else None


def label(link: str, language: str) -> str:
    """A link in words of the interface: the label of a known agency or outlet, else the link's own name."""
    kind, _, rest = link.partition(":")
    if kind not in KINDS:
        return link
    ident = rest.rpartition(":")[2] if kind == "unnamed" else rest
    key = "wire-media" if kind == "unnamed" and ident == "media" else ident
    labels = vocabulary("upstreams").get(key, {}).get("labels", {})
    return str(labels.get(language) or labels.get("en") or ident.replace("-", " "))
