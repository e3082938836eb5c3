"""Keys lie apart from the data, for their owner only; bodies cannot be read without them."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from logs import ORIGIN, claim

from goodoffices.errors import LedgerRefused, LedgerTrouble
from goodoffices.ledger.keys import KeyFolder, KeyText, LogKeys, key_store
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.vault import Vault

KEYS = LogKeys(ORIGIN, b"l" * 32, b"e" * 32, {1: b"b" * 32})
PARTS = [[("main", b"s" * 32, b"{}"), ("pii", b"t" * 32, "шість".encode())], [], [("why", b"u" * 32, b"1")]]


def test_keys_come_back_from_a_folder_and_are_their_owners(tmp_path):
    folder = KeyFolder(tmp_path / "a" / "keys")
    assert folder.read(KEYS.name()) is None
    folder.write(KEYS.name(), KEYS)
    assert folder.read(KEYS.name()) == KEYS
    (path,) = (tmp_path / "a" / "keys").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    changed = KEYS._replace(bodies={2: b"c" * 32})
    folder.write(KEYS.name(), changed)
    assert folder.read(KEYS.name()) == changed
    assert list((tmp_path / "a" / "keys").iterdir()) == [path]
    path.chmod(0o644)
    with pytest.raises(LedgerTrouble, match="others may read"):
        folder.read(KEYS.name())


def test_what_an_old_key_file_held_is_overwritten(tmp_path):
    folder = KeyFolder(tmp_path)
    folder.write(KEYS.name(), KEYS)
    with (tmp_path / f"{KEYS.name()}.json").open("rb") as old:
        folder.write(KEYS.name(), KEYS._replace(bodies={2: b"c" * 32}))
        assert not old.read().strip(b"\0")


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "null", KEYS.text()[:-1], KEYS.text().replace("bGxs", "bGx"), "\ud800"]
)
def test_damaged_keys_are_trouble_not_a_crash(tmp_path, text):
    path = tmp_path / f"{KEYS.name()}.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    path.chmod(0o600)
    with pytest.raises(LedgerTrouble):
        KeyFolder(tmp_path).read(KEYS.name())


def test_keys_are_never_shown():
    assert repr(KEYS) == f"LogKeys(origin={ORIGIN!r})"


def test_the_setting_names_the_place(tmp_path, monkeypatch):
    assert isinstance(key_store(KEYS.text()), KeyText)
    assert key_store(KEYS.text()).read(KEYS.name()) == KEYS
    assert key_store(KEYS.text()).read("other") is None
    more = KEYS._replace(log_seed=b"m" * 32)
    both = key_store(f"{KEYS.text()}\n\n{more.text()}\n")
    assert (both.read(KEYS.name()), both.read(more.name())) == (KEYS, more)
    with pytest.raises(LedgerRefused):
        key_store(KEYS.text()).write(KEYS.name(), KEYS)
    monkeypatch.delenv("GOODOFFICES_KEYS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert key_store().folder == tmp_path / "goodoffices" / "keys"
    monkeypatch.setenv("XDG_CONFIG_HOME", "")
    assert key_store().folder.parts[-3:] == (".config", "goodoffices", "keys")


def test_the_keyring_of_the_system_is_used_when_asked_for(monkeypatch):
    kept = {}
    ring = SimpleNamespace(
        get_password=lambda service, name: kept.get((service, name)),
        set_password=lambda service, name, text: kept.update({(service, name): text}),
    )
    monkeypatch.setitem(sys.modules, "keyring", ring)
    place = key_store("keyring:")
    assert place.read(KEYS.name()) is None
    place.write(KEYS.name(), KEYS)
    assert place.read(KEYS.name()) == KEYS
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(LedgerRefused, match=r"goodoffices\[keyring\]"):
        key_store("keyring:")


def test_a_log_opens_with_its_own_keys_only(tmp_path, store):
    with Ledger.create(store, ORIGIN) as log:
        log.append([claim(1)])
        name, keys = log.keys.name(), log.keys
    with Ledger.open(store, ORIGIN, keys=KeyText(keys.text())) as log:
        assert log.append([claim(2)])[0].index == 1
    with pytest.raises(LedgerTrouble, match="not where keys are kept"):
        Ledger.open(store, ORIGIN, keys=KeyFolder(tmp_path / "none"))
    for wrong in (
        keys._replace(log_seed=b"x" * 32),
        keys._replace(export_seed=b"x" * 32),
        keys._replace(bodies={9: b"x" * 32}),
    ):
        other = KeyFolder(tmp_path / "other")
        other.write(name, wrong)
        with pytest.raises(LedgerTrouble, match="are not its keys"):
            Ledger.open(store, ORIGIN, keys=other)
    other.write(name, keys._replace(bodies={1: b"x" * 32}))
    with Ledger.open(store, ORIGIN, keys=other) as log, pytest.raises(LedgerTrouble, match="sealed bodies are damaged"):
        list(log.read())


def test_sealed_entries_come_back_filled_up_or_not():
    vault = Vault("a", {1: b"k" * 32, 2: b"m" * 32}, 2)
    sealed = vault.seal(PARTS, b"n" * 12)
    assert vault.open(sealed, 3) == PARTS
    assert vault.number(sealed) == 2
    assert Vault("a", {2: b"m" * 32}, 2).open(sealed, 3) == PARTS
    less = vault.seal([PARTS[0][:1], [], []], b"o" * 12, len(sealed))
    assert len(less) == len(sealed)
    assert vault.open(less, 3) == [PARTS[0][:1], [], []]


def test_sealed_entries_open_nowhere_else():
    sealed = Vault("a", {1: b"k" * 32}, 1).seal(PARTS, b"n" * 12)
    for other in (Vault("b", {1: b"k" * 32}, 1), Vault("a", {1: b"x" * 32}, 1), Vault("a", {2: b"k" * 32}, 2)):
        with pytest.raises(LedgerTrouble):
            other.open(sealed, 3)
    vault = Vault("a", {1: b"k" * 32}, 1)
    for place in range(len(sealed)):
        spoilt = bytearray(sealed)
        spoilt[place] ^= 1
        with pytest.raises(LedgerTrouble):
            vault.open(bytes(spoilt), 3)
    for count in (2, 4, 9):
        with pytest.raises(LedgerTrouble):
            vault.open(sealed, count)
    with pytest.raises(LedgerTrouble):
        vault.open(b"", 1)
