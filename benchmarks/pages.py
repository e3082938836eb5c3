"""Pages made for measuring speed: the density of names, times, numbers and quotations of agency reports.

Every page comes from a seed alone. The sentences are templates of our own; names and places are drawn from lists so
that no cache lives on seeing one page again and again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
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
    "He said that the next round would be held in {place} in two weeks.",
    "Aid agencies asked both sides to open a corridor for food and medicine without delay.",
    "Markets in the capital stayed shut for most of the week while families looked for shelter further west.",
    "Observers who followed earlier rounds warned against reading too much into the tone of the statements.",
    "The spokeswoman declined to comment on reports of a draft that has been circulating among delegations.",
    "Rain and poor roads have slowed convoys, and drivers report long waits at every checkpoint on the way.",
]
FURNITURE = [
    "Skip to main content",
    "We use cookies to improve our site. By continuing you accept our privacy policy.",
    "Read also: What is known about the delegations",
    "Subscribe to our newsletter",
]


def page_text(seed: int, *, story: int = 0, words: int = 600) -> str:
    """A page of about `words` words on the given story (0-based), as scraped."""
    draw = random.Random(f"{seed}/{story}")
    place, a, b, c = STORIES[story % len(STORIES)]
    published = date(2025, 1, 10) + timedelta(days=97 * (story // len(STORIES)) + 3 * (story % len(STORIES)))
    cast = random.Random(story)
    people = [(cast.choice(GIVEN), cast.choice(FAMILY)) for _ in range(6)]
    lines = [FURNITURE[0], f"{a} and {b} hold talks in {place}", f"Published {published:%d %B %Y}", FURNITURE[1]]
    count, paragraph = 0, []
    while count < words:
        first, second = draw.sample(people, 2)
        sentence = draw.choice(SENTENCES).format(
            a=a, b=b, c=c, place=place, role=draw.choice(ROLES), name=" ".join(first), last=first[1],
            name2=" ".join(second), last2=second[1], ordinal=draw.choice(["first", "second"]),
            day=f"{published - timedelta(days=draw.randint(1, 4)):%d %B}", hours=draw.choice(["two", "four", "six"]),
            other_day=f"{published + timedelta(days=draw.randint(1, 20)):%B %-d}", count=draw.randint(20, 400),
            few=draw.randint(2, 40), share=draw.randint(5, 60), clock=f"{draw.randint(8, 12)}:{draw.randint(10, 59)}",
        )  # fmt: skip
        count += len(sentence.split())
        paragraph.append(sentence)
        if len(paragraph) == draw.randint(1, 3):
            lines.append(" ".join(paragraph))
            paragraph = []
        if count % 50 == 0:
            lines.append(FURNITURE[2])
    return "\n\n".join([*lines, " ".join(paragraph), FURNITURE[3]])


def write_pages(folder: Path, count: int, *, stories: int = 1) -> Iterator[Path]:
    """`count` pages spread over `stories` stories, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(count):
        path = folder / f"page-{seed:05d}.txt"
        path.write_text(page_text(seed, story=seed % stories), encoding="utf-8")
        yield path
