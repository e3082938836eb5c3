"""People across documents: local persons joined under one id, with a judgement for each pair that was weighed.

Names that are equal in one script fall together at once; the rest meet only inside a block (the skeleton of the
family name), so the cost grows with the number of different names, not of pages. The answer does not depend on the
order of the pages.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from ..lexicon.names.parts import NameParts, name_parts
from ..lexicon.names.similarity import bare, compared, family_alike
from ..lexicon.names.spelling import folded, skeleton, voiced
from ..records import CaseDecision, CaseSettings, Judgement, Person, Reason, Verdict, content_id, minted_id
from ..unions import Unions

WHO = "people-joiner/1"
SAME = 80
DIFFERENT = 50
Local = tuple[str, str]


class Cluster:
    """Local persons whose names are equal in one script; `known` is the name the case gives."""

    def __init__(self, parts: NameParts) -> None:
        self.parts = parts
        self.members: list[Local] = []
        self.documents: set[str] = set()
        self.names: Counter[str] = Counter()
        self.variants: set[str] = set()
        self.roles: Counter[str] = Counter()
        self.sides: Counter[str] = Counter()
        self.known = ""
        self.known_side: str | None = None
        self.known_variants: tuple[str, ...] = ()
        self.decided: dict[str, Verdict] = {}

    @property
    def spelled(self) -> tuple[tuple[str, str], ...]:
        """Given and family name as written, and as they sound where hooks and accents are written."""
        plain, sounding = (self.parts.given, self.parts.family), (voiced(self.parts.given), voiced(self.parts.family))
        return (plain,) if plain == sounding else (plain, sounding)

    @property
    def label(self) -> str:
        """The key of this cluster in judgements."""
        side = min(self.sides, default="") if not self.parts.given else ""
        return " ".join(filter(None, (_label(self.parts), side)))

    def add(self, document: str, person: Person) -> None:
        """One local person more."""
        self.members.append((document, person.id))
        self.documents.add(document)
        self.names[person.name] += 1
        self.variants.update(person.variants or (person.name,))
        self.roles.update(person.roles)
        if person.side is not None:
            self.sides[person.side] += 1


def _label(parts: NameParts) -> str:
    return " ".join(filter(None, parts.key))


@lru_cache(maxsize=1 << 16)
def label_of(name: str) -> str:
    """The key in judgements of whoever bears a name, without the side that follows a family name alone."""
    return _label(name_parts(name))


def join_people(
    pages: Sequence[tuple[str, Sequence[Person]]], settings: CaseSettings
) -> tuple[tuple[Person, ...], dict[Local, str], tuple[Judgement, ...]]:
    """(people with ids per_..., {(document id, local id): id}, judgements).

    A family name alone joins the one person who bears it, or the one of several whose side it shares; else it stays
    apart with a judgement "unsure". What people decided about a pair wins over what is weighed here.
    """
    clusters = _clusters(pages, settings)
    _note_decided(clusters, settings.decisions)
    judgements: list[Judgement] = []
    joined = Unions[tuple[str, ...]]()
    blocks: dict[str, list[tuple[str, ...]]] = {}
    for key in sorted(clusters):
        for block in sorted({skeleton(bare(family)) for _, family in clusters[key].spelled}):
            blocks.setdefault(block, []).append(key)
    met: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for block in sorted(blocks):
        _join_full(blocks[block], clusters, joined, judgements, met)
    for block in sorted(blocks):
        _join_bare(blocks[block], clusters, joined, judgements)
    _join_decided(clusters, joined, judgements)
    return (*_people(clusters, joined), tuple(judgements))


def _clusters(pages: Sequence[tuple[str, Sequence[Person]]], settings: CaseSettings) -> dict[tuple[str, ...], Cluster]:
    clusters: dict[tuple[str, ...], Cluster] = {}
    aliases: dict[tuple[str, str], tuple[str, ...]] = {}
    for known in settings.people:
        parts = name_parts(known.name)
        cluster = clusters.setdefault(parts.key, Cluster(parts))
        cluster.known, cluster.known_side, cluster.known_variants = known.name, known.side, known.variants
        cluster.roles.update(known.roles)
        for spelling in known.variants:
            aliases.setdefault(name_parts(spelling).key, parts.key)
    doubled = _fathers_and_sons(pages)
    for document, people in sorted(pages, key=lambda page: page[0]):
        for person in people:
            parts = name_parts(person.name)
            key: tuple[str, ...] = aliases.get(parts.key, parts.key)
            if key in doubled and person.name.endswith(_SUFFIXES):
                key = (*key, person.name[-3:])
            if key not in clusters and not parts.given and person.side is not None:
                key = (*parts.key, person.side)
            clusters.setdefault(key, Cluster(parts)).add(document, person)
    return {key: cluster for key, cluster in clusters.items() if cluster.members}


_SUFFIXES = (" Jr.", " Sr.")


def _fathers_and_sons(pages: Sequence[tuple[str, Sequence[Person]]]) -> set[tuple[str, str]]:
    """Keys of names that one page gives to two people, told apart by "Jr." or "Sr."."""
    found: set[tuple[str, str]] = set()
    for _, people in pages:
        suffixed = [person for person in people if person.name.endswith(_SUFFIXES)]
        keys = Counter(name_parts(person.name).key for person in people) if suffixed else Counter()
        found.update(key for person in suffixed if keys[key := name_parts(person.name).key] > 1)
    return found


def _whole(cluster: Cluster) -> bool:
    return len(cluster.parts.given.rstrip(".")) > 1


def _join_full(
    keys: Sequence[tuple[str, ...]],
    clusters: dict[tuple[str, ...], Cluster],
    joined: Unions[tuple[str, ...]],
    judgements: list[Judgement],
    met: set[tuple[tuple[str, ...], tuple[str, ...]]],
) -> None:
    """Weighs every two full names of a block whose given names could be one; `met`: those weighed in another block."""
    rooms: dict[str, list[tuple[str, ...]]] = {}
    for key in keys:
        if _whole(clusters[key]):
            for room in _rooms(clusters[key]):
                rooms.setdefault(room, []).append(key)
    for room in sorted(rooms):
        for left, right in combinations(rooms[room], 2):
            if (left, right) in met or not _alike(clusters[left], clusters[right]):
                continue
            met.add((left, right))
            if left[:2] == right[:2]:
                continue  # father and son
            judged = _weigh(clusters[left], clusters[right])
            judgements.append(judged)
            if judged.verdict == "same":
                joined.unite(left, right)


def _rooms(cluster: Cluster) -> tuple[str, ...]:
    """The second keys of blocking: the group of a listed given name, and the skeleton's first consonants."""
    key = cluster.parts.key[0]
    bones = tuple(sorted({skeleton(given)[:2] for given, _ in cluster.spelled}))
    return (key, *bones) if key[:1] == "=" else bones


def _alike(left: Cluster, right: Cluster) -> bool:
    """Whether two family names may be one in any of their spellings."""
    return any(family_alike(one, other) for _, one in left.spelled for _, other in right.spelled)


def _compared(left: Cluster, right: Cluster) -> tuple[int, Sequence[Reason]]:
    """The better of what their spellings score."""
    weighed = [compared(one, other) for one in left.spelled for other in right.spelled]
    return max(weighed, key=lambda pair: pair[0])


def _weigh(left: Cluster, right: Cluster) -> Judgement:
    score, reasons = _compared(left, right)
    more = [*reasons, *_context(left, right)]
    total = min(100, max(0, score + sum(reason.weight for reason in more[len(reasons) :])))
    verdict: Verdict = "same" if total >= SAME else "different" if total < DIFFERENT else "unsure"
    return _judgement(left, right, verdict, total, more)


def _context(left: Cluster, right: Cluster) -> Iterable[Reason]:
    together = len(left.documents & right.documents)
    if together:
        yield Reason("named as two people in one text", -60, f"{together} documents")
    if left.sides and right.sides:
        shared = sorted(left.sides.keys() & right.sides.keys())
        if shared:
            yield Reason("side: shared", 10, ", ".join(shared))
        else:
            yield Reason("side: differs", -10, f"{min(left.sides)} / {min(right.sides)}")
    same = sorted({role.casefold() for role in left.roles} & {role.casefold() for role in right.roles})
    if same:
        yield Reason("role: stated alike", 10, same[0])


def _note_decided(clusters: Mapping[tuple[str, ...], Cluster], decisions: Sequence[CaseDecision]) -> None:
    labelled = {cluster.label: cluster for cluster in clusters.values()}
    for decision in decisions:
        for one, other in ((decision.left, decision.right), (decision.right, decision.left)):
            if one in labelled:
                labelled[one].decided[other] = decision.verdict


def _join_decided(
    clusters: Mapping[tuple[str, ...], Cluster],
    joined: Unions[tuple[str, ...]],
    judgements: list[Judgement],
) -> None:
    """Pairs that a person joined though nothing here would have weighed them."""
    keys = {clusters[key].label: key for key in sorted(clusters)}
    for key in sorted(clusters):
        left = clusters[key]
        for label, verdict in sorted(left.decided.items()):
            if verdict == "same" and left.label < label and label in keys:
                if joined.root(key) != joined.root(keys[label]):
                    judgements.append(_judgement(left, clusters[keys[label]], "same", 100, ()))
                joined.unite(key, keys[label])


def _judgement(left: Cluster, right: Cluster, verdict: Verdict, score: int, reasons: Sequence[Reason]) -> Judgement:
    decided = left.decided.get(right.label)
    if decided is not None:
        verdict, score = decided, _DECIDED[decided]
        reasons = (*reasons, Reason("decided by a person", score, decided))
    one, other = sorted((left.label, right.label))
    ident = content_id("jdg", "person", one, other, verdict, score, WHO)
    return Judgement(ident, one, other, verdict, score, tuple(reasons), WHO)


_DECIDED: dict[Verdict, int] = {"same": 100, "unsure": 50, "different": 0}


def _join_bare(
    keys: Sequence[tuple[str, ...]],
    clusters: dict[tuple[str, ...], Cluster],
    joined: Unions[tuple[str, ...]],
    judgements: list[Judgement],
) -> None:
    """Family names alone and with an initial: joined where only one bearer fits."""
    full = [key for key in keys if _whole(clusters[key])]
    for key in keys:
        cluster = clusters[key]
        if _whole(cluster):
            continue
        fitting = [other for other in full if _may_be(cluster, clusters[other])]
        roots = {joined.root(other) for other in fitting}
        if len(roots) > 1 and cluster.sides:
            siding = [other for other in fitting if clusters[other].sides.keys() & cluster.sides.keys()]
            roots = {joined.root(other) for other in siding} or roots
            fitting = siding or fitting
        for other in fitting:
            judged = _bare_judgement(cluster, clusters[other], len(roots))
            judgements.append(judged)
            if judged.verdict == "same":
                joined.unite(key, other)
    rest = [key for key in keys if not _whole(clusters[key]) and not clusters[key].parts.given]
    if not full and len(rest) > 1:
        _join_among(rest, clusters, joined, judgements)


def _join_among(
    keys: Sequence[tuple[str, ...]],
    clusters: dict[tuple[str, ...], Cluster],
    joined: Unions[tuple[str, ...]],
    judgements: list[Judgement],
) -> None:
    """Family names that nobody gave a given name to: one person unless their sides differ."""
    for left, right in combinations(keys, 2):
        one, other = clusters[left], clusters[right]
        if not _alike(one, other):
            continue
        if one.sides and other.sides and not one.sides.keys() & other.sides.keys():
            continue
        judgements.append(_bare_judgement(one, other, 1))
        if one.decided.get(other.label, "same") == "same":
            joined.unite(left, right)


def _may_be(cluster: Cluster, other: Cluster) -> bool:
    if not _alike(cluster, other):
        return False
    if cluster.parts.given and cluster.parts.key[0][:1] != _first_letter(other):
        return False
    return not (cluster.documents & other.documents)


def _first_letter(cluster: Cluster) -> str:
    return folded(cluster.parts.given)[:1]


def _bare_judgement(left: Cluster, right: Cluster, bearers: int) -> Judgement:
    _, reasons = _compared(left, right)
    more = list(reasons)
    if bearers == 1:
        more.append(Reason("nobody else of that name", 15, right.label))
    else:
        more.append(Reason("several people of that name", -15, f"{bearers}"))
    more.extend(_context(left, right))
    total = min(100, max(0, sum(reason.weight for reason in more)))
    verdict: Verdict = "same" if bearers == 1 and total >= DIFFERENT else "unsure"
    return _judgement(left, right, verdict, total, more)


def _people(
    clusters: dict[tuple[str, ...], Cluster], joined: Unions[tuple[str, ...]]
) -> tuple[tuple[Person, ...], dict[Local, str]]:
    groups: dict[tuple[str, ...], list[Cluster]] = {}
    for key in sorted(clusters):
        groups.setdefault(joined.root(key), []).append(clusters[key])
    people: list[Person] = []
    mapping: dict[Local, str] = {}
    for root, members in sorted(groups.items()):
        ident = minted_id("per", 0, hashlib.sha256("\x1f".join(root).encode()).digest())
        people.append(_person(ident, members))
        for cluster in members:
            mapping.update(dict.fromkeys(cluster.members, ident))
    people.sort(key=lambda person: (person.name.casefold(), person.id))
    return tuple(people), mapping


def _person(ident: str, members: Sequence[Cluster]) -> Person:
    names: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    variants: set[str] = set()
    for cluster in members:
        names.update(cluster.names)
        roles.update(cluster.roles)
        sides.update(cluster.sides)
        variants |= cluster.variants
    known = next((cluster for cluster in members if cluster.known), None)
    side = known.known_side if known is not None and known.known_side else _most(sides)
    return Person(
        ident,
        known.known if known is not None else _best(names),
        tuple(sorted(variants)),
        tuple(sorted(roles, key=lambda role: (-roles[role], role))),
        side,
    )


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda item: (-counts[item], item)) if counts else None


def _best(names: Counter[str]) -> str:
    """The fullest form, then the most frequent; where equal, Latin letters before Cyrillic, then the alphabet."""

    def order(name: str) -> tuple[bool, int, bool, int, str]:
        parts = name_parts(name)
        return (len(parts.given.rstrip(".")) < 2, -names[name], not name[:1].isascii(), -len(name), name)

    return min(names, key=order)
