"""Every regular expression of the package against text made to hurt it: none takes more than a little, however long.

Python's matcher goes back and tries again, so a pattern can take a time that grows with the square of a text, or worse.
Patterns whose repeats are all short are safe by that; each of the others is run over texts made from its own characters,
whole, in pairs, and behind what the pattern wants first.
"""

from __future__ import annotations

import ast
import importlib
import re
import signal
import time
from contextlib import suppress
from itertools import product
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import goodoffices

SOURCE = Path(goodoffices.__file__).parent
SHORT = 64
"""Times that a part of a pattern may come without being a long repeat."""
LENGTH = 6_000
SLOW = 0.1
"""Seconds for LENGTH characters that no linear pattern takes, on a slow machine that does other things."""
COMMON = " a1.\n"
MOST = 12
"""Characters of one pattern that are tried with each other."""
LIMIT = 3
"""Seconds after which a pattern is left."""
SEARCHED = re.compile(r"\b([A-Za-z_]{1,60})\s{0,3}\.\s{0,3}(?:search|finditer|findall|sub|subn|split)\(")
TRIED = re.compile(r"\b([A-Za-z_]{1,60})\s{0,3}\.\s{0,3}(?:match|fullmatch)\(")


def long_repeats(tree) -> bool:
    """Whether a parsed pattern holds a part that may come very often."""
    for operator, argument in tree:
        if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            if argument[1] > SHORT or long_repeats(argument[2]):
                return True
        elif operator is codes.BRANCH:
            if any(map(long_repeats, argument[1])):
                return True
        elif operator is codes.SUBPATTERN:
            if long_repeats(argument[3]):
                return True
        elif operator in (codes.ASSERT, codes.ASSERT_NOT):
            if long_repeats(argument[1]):
                return True
        elif operator is codes.ATOMIC_GROUP and long_repeats(argument):
            return True
    return False


def one_of(argument) -> str:
    """A character of a class."""
    if argument[0][0] is codes.NEGATE:
        return next(char for char in "xа1 .-\n" if not any(holds(entry, char) for entry in argument[1:]))
    operator, value = argument[0]
    if operator is codes.RANGE:
        return chr(value[0])
    return chr(value) if operator is codes.LITERAL else of_category(value)


def holds(entry, char: str) -> bool:
    operator, value = entry
    if operator is codes.LITERAL:
        return ord(char) == value
    if operator is codes.RANGE:
        return value[0] <= ord(char) <= value[1]
    return re.fullmatch(f"[{NAMED[value]}]", char) is not None


NAMED = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def of_category(category) -> str:
    return next(char for char in "1a .-" if re.fullmatch(NAMED[category], char))


def sample(tree) -> str:
    """A text that a parsed pattern takes, as short as it can be made without trying."""
    text = ""
    for operator, argument in tree:
        if operator is codes.LITERAL:
            text += chr(argument)
        elif operator is codes.NOT_LITERAL:
            text += "x" if argument != ord("x") else "y"
        elif operator is codes.ANY:
            text += "x"
        elif operator is codes.IN:
            text += one_of(argument)
        elif operator is codes.BRANCH:
            text += sample(argument[1][0])
        elif operator is codes.SUBPATTERN:
            text += sample(argument[3])
        elif operator is codes.ATOMIC_GROUP:
            text += sample(argument)
        elif operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            text += sample(argument[2]) * argument[0]
    return text


def before_repeats(tree, prefix: str = ""):
    """For every part that may come very often: what goes before it, and what it takes once."""
    for place, (operator, argument) in enumerate(tree):
        ahead = prefix + sample(list(tree)[:place])
        if operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            if argument[1] > SHORT:
                yield ahead, sample(argument[2])
            yield from before_repeats(argument[2], ahead)
        elif operator is codes.BRANCH:
            for branch in argument[1]:
                yield from before_repeats(branch, ahead)
        elif operator is codes.SUBPATTERN:
            yield from before_repeats(argument[3], ahead)
        elif operator is codes.ATOMIC_GROUP:
            yield from before_repeats(argument, ahead)


def alphabet(tree) -> list[str]:
    """Characters that a pattern knows of, the common ones first."""
    found = dict.fromkeys(COMMON)

    def gather(nodes) -> None:
        for operator, argument in nodes:
            if operator is codes.LITERAL:
                found[chr(argument)] = None
            elif operator is codes.IN:
                found[one_of(argument)] = None
                found.update(dict.fromkeys(chr(value) for kind, value in argument if kind is codes.LITERAL))
            elif operator is codes.BRANCH:
                for branch in argument[1]:
                    gather(branch)
            elif operator is codes.SUBPATTERN:
                gather(argument[3])
            elif operator in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
                gather(argument[2])
            elif operator is codes.ATOMIC_GROUP:
                gather(argument)

    gather(tree)
    return list(found)[:MOST]


def attacks(tree):
    letters = alphabet(tree)
    pumps = ["".join(pair) for pair in product(letters, repeat=2)] + [sample(tree)]
    for pump in filter(None, pumps):
        yield pump * (LENGTH // len(pump)) + "\0"
    for ahead, pump in before_repeats(tree):
        for unit in filter(None, dict.fromkeys([pump, ahead + pump, *letters])):
            yield ahead + unit * (LENGTH // len(unit)) + "\0"


def kept(place: Path):
    """Name and pattern of those that a module keeps."""
    module = importlib.import_module(".".join(["goodoffices", *place.with_suffix("").parts]).removesuffix(".__init__"))
    for name, value in sorted(vars(module).items()):
        for pattern in value if isinstance(value, list | tuple) else [value]:
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                yield name, pattern


def written(tree: ast.AST):
    """Function of `re` and pattern of those that are written out where they are used."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute):
            of, text = node.func.value, node.args[0]
            plain = isinstance(text, ast.Constant) and isinstance(text.value, str) and node.func.attr != "escape"
            if isinstance(of, ast.Name) and of.id == "re" and plain:
                yield node.func.attr, text.value


def patterns():
    """(where, pattern, whether it is searched for) of the package: kept in modules, or written where it is used."""
    sources = {path: path.read_text() for path in sorted(SOURCE.rglob("*.py"))}
    everything = "\n".join(sources.values())
    searched, tried = set(SEARCHED.findall(everything)), set(TRIED.findall(everything))
    found = {}
    for path, source in sources.items():
        place = path.relative_to(SOURCE)
        ready = "re.compile(" in source and place.parts[0] != "web"
        for name, pattern in kept(place) if ready else ():
            key = pattern.pattern, pattern.flags
            found[key] = (f"{place} {name}", name in searched or name not in tried or found.get(key, ("", False))[1])
        for way, text in written(ast.parse(source)):
            if way != "compile" or not ready:
                found.setdefault((text, 0), (str(place), way not in ("match", "fullmatch")))
    return [(where, re.compile(text, flags), search) for (text, flags), (where, search) in found.items()]


class TooLong(Exception):
    pass


@pytest.fixture
def limited():
    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    yield
    signal.signal(signal.SIGVTALRM, before)


def hurt_by(pattern: re.Pattern[str], search: bool) -> str:
    """The beginning of a text over which a pattern takes too long; empty when there is none."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    for text in attacks(tree) if long_repeats(tree) else ():
        begin = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
        with suppress(TooLong):
            if search:
                for _ in pattern.finditer(text):
                    pass
            else:
                pattern.match(text)
                pattern.fullmatch(text)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if time.process_time() - begin > SLOW:
            return text[:20]
    return ""


def test_no_pattern_takes_long_over_any_text(limited):
    known = patterns()
    assert len(known) > 100
    assert [(where, text) for where, pattern, search in known if (text := hurt_by(pattern, search))] == []


@pytest.mark.parametrize("text", [r"(a+)+b", r"\s+$", r"x*y*x*z", r"(?:\w|\w\d)+!", r"[\d,]+\."])
def test_patterns_that_are_known_to_be_slow_are_hurt(limited, text):
    assert hurt_by(re.compile(text), True)


@pytest.mark.parametrize("text", [r"a+b", r"\d{4}-\d\d", r"(?:ab|cd)+"])
def test_patterns_that_are_linear_where_they_begin_are_not(limited, text):
    assert not hurt_by(re.compile(text), False)
