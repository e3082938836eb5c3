"""Documents in a list: narrowed by outlet, language and standing, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...publications.moments import moment_text
from ...publications.names import upstream_label
from ...publications.words import words_of
from ..case.decisions import decisions
from ..case.desk import Desk
from .cards import Card, DocumentCard
from .catalogue import Catalogue
from .excerpts import outlet_of
from .sought import PAGE, Chosen, Facet, Stretch, facet, stretch


class DocumentLine(msgspec.Struct, frozen=True):
    """A document as a list shows it; `published` is EDTF, `appeared` the same in words; `seen` microseconds UTC."""

    id: str
    room: str
    outlet: str
    title: str
    path: str
    language: str
    published: str
    appeared: str
    claims: int
    warnings: int
    retracted: bool
    seen: int


class DocumentList(msgspec.Struct, frozen=True):
    """A page of documents with the facets that narrow them."""

    rows: tuple[DocumentLine, ...]
    facets: tuple[Facet, ...]
    stretch: Stretch


AXES = {
    "outlet": lambda card: (outlet_of(card.face),),
    "language": lambda card: (document_face(card).language,),
}


def document_list(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, chosen: Chosen, page: int
) -> DocumentList:
    """Documents by their day, the newest first; those without a day by when they came."""
    kept, counts = catalogue.narrowed(desk.actor, "reading", at, AXES, chosen, newest_first)
    shown = stretch(len(kept), page)
    words = words_of(language)
    labels = {
        "outlet": lambda value: upstream_label(value, language),
        "language": lambda value: words.known(f"language-{value}", value),
    }
    facets = tuple(facet(key, counts[key], chosen, labels[key]) for key in AXES)
    return DocumentList(tuple(document_lines(desk, language, at, shown.of(kept))), facets, shown)


def every_document(
    desk: Desk, catalogue: Catalogue, language: str, at: int | None, chosen: Chosen
) -> Iterator[DocumentLine]:
    """All documents that the filters leave."""
    kept, _ = catalogue.narrowed(desk.actor, "reading", at, AXES, chosen, newest_first)
    for begin in range(0, len(kept), PAGE):
        yield from document_lines(desk, language, at, kept[begin : begin + PAGE])


def document_lines(desk: Desk, language: str, at: int | None, cards: Sequence[Card]) -> list[DocumentLine]:
    """Cards worded, in their order."""
    retracted = retracted_in(desk, at)
    words = words_of(language)
    return [
        DocumentLine(
            card.id,
            desk.rooms[card.room].name,
            upstream_label(outlet_of(card.face), language),
            face.title,
            face.path,
            face.language,
            face.published.edtf() if face.published else "",
            moment_text(face.published, words) if face.published else "",
            face.claims,
            face.warnings,
            (card.room, card.id) in retracted,
            card.seen,
        )
        for card in cards
        for face in (document_face(card),)
    ]


def retracted_in(desk: Desk, at: int | None) -> set[tuple[str, str]]:
    """(room, document) of what people have retracted."""
    held = decisions(desk, at=at).held.values()
    return {(holding.room, body.about) for holding, body in held if body.verdict == "retracted"}


def newest_first(card: Card) -> tuple[int, str]:
    """The order of documents."""
    published = document_face(card).published
    begins = published.begins if published and published.begins is not None else card.seen
    return -begins, card.id


def document_face(card: Card) -> DocumentCard:
    """The face of a document's card."""
    assert isinstance(card.face, DocumentCard)
    return card.face
