"""Pages made for measuring speed: the density of names, times, numbers and quotations of agency reports.

Every page comes from a seed alone. The sentences are templates of our own; names, places and values are drawn from
lists so that no cache lives on seeing one page again and again. A story has its own parties, people and days; its
accounts differ in a few values, and some of them print the same wire copy.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

STORIES = [
    ("Geneva", "Ukraine", "Russia", "the United States"),
    ("Jeddah", "Sudan", "Ethiopia", "Saudi Arabia"),
    ("Doha", "Israel", "Lebanon", "Qatar"),
    ("Washington", "Armenia", "Azerbaijan", "the United States"),
    ("Muscat", "Iran", "Iraq", "Oman"),
    ("Nairobi", "Somalia", "Kenya", "Uganda"),
    ("Nicosia", "Cyprus", "Turkey", "Greece"),
    ("Panmunjom", "South Korea", "North Korea", "China"),
    ("Luanda", "Rwanda", "Burundi", "Angola"),
    ("Havana", "Colombia", "Venezuela", "Cuba"),
]
GIVEN = ["Anna", "Viktor", "Omar", "Leyla", "Joseph", "Maria", "Tigran", "Amina", "Peter", "Samuel", "Nadia", "Karim"]
FAMILY = [
    "Haidari", "Petrenko", "Okello", "Sargsyan", "Lindqvist", "Moreau", "Tanaka", "Bianchi", "Novak", "Rahmani",
    "Castillo", "Mwangi", "Demir", "Andersson", "Farouk", "Gonzalez", "Yilmaz", "Kovacs", "Hassan", "Ferreira",
]  # fmt: skip
ROLES = ["chief negotiator", "foreign minister", "defence minister", "presidential aide", "delegation spokesman"]
SENTENCES = [
    "{a}'s {role} {name} said the meeting on {day} was difficult but business-like.",
    "“We are working through the details of every paragraph, and it takes time,” {last} told reporters.",
    "The {ordinal} day of talks in {place} lasted about {hours} hours, an official from {b} said.",
    "{b} has rejected a unilateral withdrawal and wants security guarantees before any ceasefire.",
    "Two earlier rounds, held on {day} and {other_day}, ended without a breakthrough.",
    "The delegation of {a} is headed by {name} and includes {name2} and other officials.",
    "According to {last}, the sides agreed to exchange {count} prisoners by {other_day}.",
    "At least {few} people were killed in overnight strikes near the border, the ministry reported.",
    "{c} is pushing for a meeting of the leaders next month, two diplomats said.",
    "“There is progress, but nothing can be disclosed yet,” {last2} wrote on Telegram, adding that the talks continue.",
    "Around {share} per cent of the disputed district remains under the control of {b}, monitors estimate.",
    "The session began at {clock} and was over well before lunchtime.",
    "State media in {b} cited an unnamed source as saying that the working groups had stalled.",
    "The agenda covers territory, monitoring of the ceasefire and the release of civilians.",
    "{last} said that the next round would be held in {place} in two weeks.",
    "“Nobody at this table expects a signature on {other_day},” {name2} of {c} said, “but the drafts are shorter now.”",
    "On {day}, the {role} of {b}, {name}, met the mediators of {c} for {hours} hours behind closed doors.",
    "{a} denied that its forces had moved closer to the line, and {last2} called the reports “an invention”.",
    "The defence ministry of {b} said on {day} that {few} drones had been shot down over the border district.",
    "{name}, who led the first round, did not travel to {place}, the foreign ministry of {a} confirmed.",
]
OPENINGS = [
    "Aid agencies", "Drivers on the western road", "Families in the border villages", "Shopkeepers in the capital",
    "Teachers who stayed behind", "Farmers near the river", "Nurses at the district hospital", "Port workers",
    "Students who returned last month", "Observers of the earlier rounds", "Pensioners in the queue", "Mechanics",
]  # fmt: skip
MIDDLES = [
    "speak of long waits at every checkpoint", "ask for a corridor for food and medicine", "wait for the shops to open",
    "warn against reading too much into the tone of statements", "have heard nothing of the drafts in circulation",
    "count the nights without an alarm", "repair roofs before the rains set in", "share one generator among ten houses",
    "see convoys slowed by rain and poor roads", "keep bags packed beside the door",
]  # fmt: skip
ENDINGS = [
    "while the delegations go on behind closed doors", "as prices climb for the third week", "and hope for peace",
    "because nobody can say what comes after the talks", "although the guns have been quieter of late",
    "and say little when strangers ask", "until the buses run again", "in the cold of the unheated halls",
    "even where the lines have not moved for months", "whatever is signed in the end",
]  # fmt: skip
FURNITURE = [
    "Skip to main content",
    "We use cookies to improve our site. By continuing you accept our privacy policy.",
    "Read also: What is known about the delegations",
    "Subscribe to our newsletter",
]


class Facts:
    """What one story is about: its parties, people and days, and the few values that accounts of it give."""

    def __init__(self, story: int) -> None:
        draw = random.Random(f"facts/{story}")
        self.place, self.a, self.b, self.c = STORIES[story % len(STORIES)]
        self.published = date(2025, 1, 10) + timedelta(days=97 * (story // len(STORIES)) + 3 * (story % len(STORIES)))
        self.people = list(zip(draw.sample(GIVEN, 6), draw.sample(FAMILY, 6), strict=True))
        self.values = {
            "hours": draw.sample(["two", "three", "four", "six"], 2),
            "count": draw.sample(range(20, 400), 3),
            "few": draw.sample(range(2, 40), 3),
            "share": draw.sample(range(5, 60), 2),
            "clock": [f"{hour}:{draw.randint(10, 59)}" for hour in draw.sample(range(8, 12), 2)],
            "day": [f"{self.published - timedelta(days=days):%d %B}" for days in draw.sample(range(1, 5), 2)],
            "other_day": [
                f"{self.published + timedelta(days=days):%B} {(self.published + timedelta(days=days)).day}"
                for days in draw.sample(range(1, 21), 2)
            ],
        }
        self.wire = [self.paragraph(draw) for _ in range(4)]

    def sentence(self, draw: random.Random) -> str:
        """One sentence; most accounts give the first of the values."""
        if draw.random() < 0.25:
            return f"{draw.choice(OPENINGS)} {draw.choice(MIDDLES)} {draw.choice(ENDINGS)}."
        first, second = draw.sample(self.people, 2)
        values = {key: held[0] if draw.random() < 0.7 else draw.choice(held) for key, held in self.values.items()}
        return draw.choice(SENTENCES).format(
            a=self.a, b=self.b, c=self.c, place=self.place, role=draw.choice(ROLES), name=" ".join(first),
            last=first[1], name2=" ".join(second), last2=second[1], ordinal=draw.choice(["first", "second"]), **values,
        )  # fmt: skip

    def paragraph(self, draw: random.Random) -> str:
        """One to three sentences."""
        return " ".join(self.sentence(draw) for _ in range(draw.randint(1, 3)))


@cache
def facts_of(story: int) -> Facts:
    """The facts of a story by its number (0-based)."""
    return Facts(story)


def page_text(seed: int, *, story: int = 0, words: int = 600) -> str:
    """A page of about `words` words on the given story (0-based), as scraped; one in five carries wire copy."""
    draw = random.Random(f"{seed}/{story}")
    facts = facts_of(story)
    headline = f"{facts.a} and {facts.b} hold talks in {facts.place}"
    lines = [FURNITURE[0], headline, f"Published {facts.published:%d %B %Y}", FURNITURE[1]]
    paragraphs = list(facts.wire) if seed % 5 == 0 else []
    count = sum(len(paragraph.split()) for paragraph in paragraphs)
    while count < words - 50:  # the furniture and half a paragraph come on top
        paragraphs.append(facts.paragraph(draw))
        count += len(paragraphs[-1].split())
    half = len(paragraphs) // 2
    return "\n\n".join([*lines, *paragraphs[:half], FURNITURE[2], *paragraphs[half:], FURNITURE[3]])


def write_pages(folder: Path, count: int, *, stories: int = 1) -> Iterator[Path]:
    """`count` pages spread over `stories` stories, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(count):
        path = folder / f"page-{seed:05d}.txt"
        path.write_text(page_text(seed, story=seed % stories), encoding="utf-8")
        yield path
