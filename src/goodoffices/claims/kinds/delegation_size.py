"""How many sit in a delegation: "exceeds 15 people", "делегация из 20 человек"."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Amount
from .delegation import delegation_of, party_of
from .passage import Passage
from .scene import Draft, Scene

TRIGGERS = (("talks", "delegation"),)


def find(passage: Passage, scene: Scene) -> Iterator[Draft]:
    """The count of people beside the delegation."""
    for delegation in passage.of("talks", "delegation"):
        for mention in passage.quantities:
            quantity = mention.quantity
            if quantity.unit != "person" or passage.apart(mention, delegation) > 5:
                continue
            if quantity.low is not None and quantity.low > 500:
                continue
            if any(harm.start < passage.end for harm in passage.marks.get("harm", ())):
                continue
            party = party_of(passage, scene, delegation, (passage.start, passage.end))
            if party is None:
                continue
            start, end = passage.trimmed(*passage.clause(mention.start))
            value = Amount(quantity, mention.text, scene.language)
            yield Draft("delegation-size", delegation_of(passage, scene, party), value, start, end, mention.start)
            return
