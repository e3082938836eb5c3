"""A reader: one actor, one language, one time; everything that pages show is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from ...store.rights import Action, allowed
from ..case.desk import Desk
from .accounts import FindingShown, finding_shown
from .briefs import Briefs
from .bulletins import BulletinBook
from .cards import Kind
from .catalogue import Catalogue
from .commitments import CommitmentBook
from .documents import DocumentLine, DocumentList, document_list, every_document
from .events import EventShown, event_shown
from .findings import FindingLine, FindingList, every_finding, finding_list
from .incidents import IncidentBook
from .jump import Jump, jumps
from .logs import Logs
from .pages import DocumentShown, document_shown
from .people import People
from .places import Places
from .replaced import Replaced
from .review import Review
from .sought import Chosen
from .sources import Sources
from .timeline import Timeline
from .today import Today, today_shown


class Reader:
    """Answers in words, within the actor's rights. `at`: as the case stood then (microseconds UTC)."""

    def __init__(self, desk: Desk, catalogue: Catalogue, language: str = "en", at: int | None = None) -> None:
        self.desk, self.catalogue, self.language, self.at = desk, catalogue, language, at

    def findings(self, chosen: Chosen, page: int = 1) -> FindingList:
        """A page of the findings that the filters leave."""
        return finding_list(self.desk, self.catalogue, self.language, self.at, chosen, page)

    def every_finding(self, chosen: Chosen) -> Iterator[FindingLine]:
        """All findings that the filters leave."""
        return every_finding(self.desk, self.catalogue, self.language, self.at, chosen)

    def finding(self, ident: str) -> FindingShown | None:
        """One finding; None where there is none that the actor may read."""
        return finding_shown(self.desk, self.catalogue, self.language, self.at, ident)

    def documents(self, chosen: Chosen, page: int = 1) -> DocumentList:
        """A page of the documents that the filters leave."""
        return document_list(self.desk, self.catalogue, self.language, self.at, chosen, page)

    def every_document(self, chosen: Chosen) -> Iterator[DocumentLine]:
        """All documents that the filters leave."""
        return every_document(self.desk, self.catalogue, self.language, self.at, chosen)

    def document(self, ident: str) -> DocumentShown | None:
        """One document; None where there is none that the actor may read."""
        return document_shown(self.desk, self.catalogue, self.language, self.at, ident)

    def room_of(self, what: str, ident: str, action: Action) -> str:
        """The name of a room in which a thing stands and the actor may do this; "" where there is none."""
        held = (one.room for one in self.desk.standing(what, ident=ident))
        return next((self.desk.rooms[key].name for key in held if allowed(self.desk.actor, key, action)), "")

    def today(self, since: int) -> Today:
        """What there is to know since a time (microseconds UTC)."""
        return today_shown(self.desk, self.catalogue, self.language, self.at, since)

    def timeline(self) -> Timeline:
        """The timeline."""
        return Timeline(self.desk, self.catalogue, self.language, self.at)

    def event(self, ident: str) -> EventShown | None:
        """One event; None where there is none that the actor may read."""
        return event_shown(self.desk, self.catalogue, self.language, self.at, ident)

    def replaced(self) -> Replaced:
        """What stands now in the place of what went."""
        return Replaced(self.desk, self.catalogue)

    def people(self) -> People:
        """The people."""
        return People(self.desk, self.catalogue, self.language, self.at)

    def places(self) -> Places:
        """The places."""
        return Places(self.desk, self.catalogue, self.language, self.at)

    def sources(self) -> Sources:
        """The sources."""
        return Sources(self.desk, self.catalogue, self.language, self.at)

    def briefs(self) -> Briefs:
        """The briefs that people compose."""
        return Briefs(self.desk, self.catalogue, self.language, self.at)

    def incidents(self) -> IncidentBook:
        """The incidents of the monitoring room."""
        return IncidentBook(self.desk, self.catalogue, self.language, self.at)

    def commitments(self) -> CommitmentBook:
        """The commitments of the monitoring room."""
        return CommitmentBook(self.desk, self.catalogue, self.language, self.at)

    def bulletins(self, now: int) -> BulletinBook:
        """The bulletins of the monitoring room, at `now` (microseconds UTC)."""
        return BulletinBook(self.desk, self.catalogue, self.language, self.at, now)

    def logs(self) -> Logs:
        """The logs of the rooms."""
        return Logs(self.desk, self.catalogue, self.language)

    def review(self) -> Review:
        """The queue of pairs that were weighed."""
        return Review(self.desk, self.catalogue, self.language, self.at)

    def put_together(self) -> None:
        """Have at hand what every list begins with: it is kept from here on, and nobody waits for it."""
        self.today(self.at or 0)
        for page in (
            self.findings, self.documents, self.people().page, self.places().page, self.sources().page,
            self.review().page,
        ):  # fmt: skip
            page({}, 1)
        self.timeline().shown({}, None, None, "kind", 1)
        things: dict[Kind, Callable[[str], object]] = {
            "reading": self.document, "finding": self.finding, "person": self.people().one, "event": self.event,
        }  # fmt: skip
        for kind, one in things.items():
            for card in islice(self.catalogue.standing(self.desk.actor, kind, self.at), 1):
                one(card.id)

    def jumps(self, query: str) -> tuple[Jump, ...]:
        """The first few of everything that the words fit."""
        return jumps(self.desk, self.catalogue, self.language, self.at, query)
