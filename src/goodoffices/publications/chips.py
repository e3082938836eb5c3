"""The small parts of rows: links to the cited words, letters of pages, attributes to filter by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from .brief import page_anchor
from .citations import Citation
from .pages import cleaned
from .sentences import KeyPoint
from .words import Words

MOST = 60  # links of a row that has no fuller row to point to


class Chips:
    """Writes citations as links. `homes` names the file of a page (document id) whose text is not in this one."""

    def __init__(self, words: Words, homes: Mapping[str, str], letters: Mapping[str, str]) -> None:
        self.words, self.homes = words, homes
        self._made: dict[str, Markup] = {}
        self._files = {letter: homes.get(document, "") for document, letter in letters.items()}

    def __call__(self, citations: Iterable[Citation], limit: int = 0, more: str = "") -> Markup:
        """One link a line of a page; beyond `limit` the number of the rest, linked to the row `more` that has them."""
        places: dict[str, Citation] = {}
        for citation in citations:
            places.setdefault(citation.place, citation)
        shown = list(places.values())
        limit = limit if more else max(limit, MOST) if limit else 0
        rest = len(shown) - limit if limit and len(shown) > limit + 2 else 0
        out = [self._chip(citation) for citation in (shown[:limit] if rest else shown)]
        if rest:
            text = escape(self.words.count("count-other-place", rest))
            out.append(Markup(f'<a class="c" href="#{more}">{text}</a>' if more else f'<span class="c">{text}</span>'))
        return Markup(" ").join(out)

    def letters(self, found: Iterable[str]) -> Markup:
        """Links to whole pages."""
        link = Markup('<a class="c" href="{}#{}"><b>{}</b></a>')
        return Markup(" ").join(link.format(self._files.get(one, ""), page_anchor(one), one) for one in found)

    def _chip(self, citation: Citation) -> Markup:
        """The link of a citation, made once: key points, findings and meetings cite the same words."""
        made = self._made.get(citation.claim.id)
        if made is None:
            made = self._made[citation.claim.id] = self._link(citation)
        return made

    def _link(self, citation: Citation) -> Markup:
        line = citation.line if citation.line is not None else ""
        said = f"{citation.speaker} · " if citation.voice else ""
        told = f"{citation.outlet} · {said}{citation.quote}" if citation.anchor else self.words("no-words")
        hint, face = escape(cleaned(told)), f"<b>{escape(citation.letter)}</b>{line}"
        if not citation.anchor:
            return Markup(f'<span class="c" title="{hint}">{face}</span>')
        home = escape(self.homes.get(citation.document, ""))
        return Markup(f'<a class="c" href="{home}#{citation.anchor}" title="{hint}">{face}</a>')


def row_attributes(item: Any) -> Markup:
    """Attributes by which a row can be filtered: the letters of its pages, the sides of its accounts."""
    if isinstance(item, KeyPoint):
        cited = [c for said in item.statements for part in said.parts for c in part.citations]
    else:
        cited = list(item.citations)
    letters = " ".join(dict.fromkeys(citation.letter for citation in cited))
    out = f' data-p="{escape(letters)}"'
    accounts = getattr(item, "accounts", None)
    if accounts is not None:
        sides = "|".join(dict.fromkeys(side for account in accounts for side in account.sides))
        out += f' data-s="{escape(cleaned(sides))}"'
    return Markup(out)
