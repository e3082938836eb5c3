"""Witnesses cosign what goes on from what they saw; their signatures are kept, shown and checked."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from logs import ORIGIN, claim, copied, goodoffices

from goodoffices.errors import LedgerRefused
from goodoffices.ledger.checkpoints import open_checkpoint
from goodoffices.ledger.disclosure import disclose
from goodoffices.ledger.encoding import unb64
from goodoffices.ledger.fsck import inspect
from goodoffices.ledger.log import Ledger
from goodoffices.ledger.notes import COSIGNATURE, Signer
from goodoffices.ledger.tree import consistency_holds
from goodoffices.ledger.verify import verdict
from goodoffices.ledger.witness import cosign, post_to

SIGNER = Signer("witness.example/w1", b"w" * 32, COSIGNATURE)
VKEY = SIGNER.verifier.text


class Witness:
    """A witness as C2SP tlog-witness says: remembers the newest checkpoint, cosigns what goes on from it."""

    def __init__(self, log_key):
        self.log_key, self.size, self.root, self.asked = log_key, 0, b"", 0

    def answer(self, url, body):
        assert url.endswith("/add-checkpoint")
        self.asked += 1
        head, _, note = body.decode().partition("\n\n")
        first, *proof = head.split("\n")
        old = int(first.removeprefix("old "))
        checkpoint = open_checkpoint(note, self.log_key).checkpoint
        if old != self.size:
            return 409, f"{self.size}\n".encode()
        hashes = [unb64(line) for line in proof]
        if old and not consistency_holds(old, checkpoint.size, self.root, checkpoint.root, hashes):
            return 422, b"this does not go on from what was seen"
        self.size, self.root = checkpoint.size, checkpoint.root
        return 200, SIGNER.line(checkpoint.text, 1_771_488_000 + self.asked).encode()


def test_a_witness_follows_the_log(tmp_path, log):
    witness = Witness(log.log_key)
    for count in (1, 20, 3):
        log.append([claim(number) for number in range(count)])
        note = cosign(log, "https://witness.example/", VKEY, witness.answer)
        assert len(open_checkpoint(note, log.log_key, [SIGNER.verifier]).witnesses) == 1
    assert witness.asked == 3
    assert log.checkpoint() == note
    assert list(inspect(log)) == []
    log.append([claim(number) for number in range(150)])
    disclose(log, tmp_path / "out")
    keys = [log.log_key.text, log.export_key.text]
    assert verdict(tmp_path / "out", keys)["ok"]
    history = (tmp_path / "out" / "history.jsonl").read_text()
    assert history.count("witness.example/w1") == 3
    assert not verdict(tmp_path / "out", keys, [], [], [VKEY], 1)["ok"]
    cosign(log, "https://witness.example", VKEY, witness.answer)
    disclose(log, tmp_path / "cosigned")
    assert verdict(tmp_path / "cosigned", keys, [], [], [VKEY], 1)["ok"]


def test_a_witness_that_saw_more_is_asked_from_there(log):
    witness = Witness(log.log_key)
    log.append([claim(1), claim(2)])
    cosign(log, "https://witness.example", VKEY, witness.answer)
    log.storage.ask("DELETE FROM ledger_cosignatures")
    log.append([claim(3)])
    cosign(log, "https://witness.example", VKEY, witness.answer)
    assert (witness.size, witness.asked) == (3, 3)


def test_a_copy_that_went_another_way_is_shown_by_a_witness_and_by_a_pin(tmp_path, room):
    """Mark and all were copied, so that nothing in the folder can tell."""
    fork = copied(room, tmp_path / "fork")
    with Ledger.open(str(room / "room.db"), ORIGIN) as log:
        witness = Witness(log.log_key)
        log.append([claim(1)])
        pin = tmp_path / "pin"
        pin.write_text(cosign(log, "https://witness.example", VKEY, witness.answer))
    with Ledger.open(str(fork / "room.db"), ORIGIN) as log:
        with pytest.raises(LedgerRefused):
            cosign(log, "https://witness.example", VKEY, witness.answer)
        log.append([claim(2), claim(3)])
        with pytest.raises(LedgerRefused, match="refused with 422"):
            cosign(log, "https://witness.example", VKEY, witness.answer)
        disclose(log, tmp_path / "out")
        answer = verdict(tmp_path / "out", [log.log_key.text, log.export_key.text], [pin])
    assert not answer["ok"]
    assert "fork" in answer["why"]


@pytest.mark.parametrize(
    "answer",
    [
        (403, b"who are you"),
        (409, b"not a number"),
        (409, b"99\n"),
        (200, b""),
        (200, b"\xff\xfe"),
        (200, "— witness.example/w1 AAAA\n".encode()),
        (200, Signer("witness.example/w1", b"x" * 32, COSIGNATURE).line("something", 5).encode()),
        (200, SIGNER.line("another text\n", 5).encode()),
    ],
)
def test_an_answer_that_does_not_hold_is_refused_and_not_kept(log, answer):
    log.append([claim(1)])
    before = log.checkpoint()
    with pytest.raises(LedgerRefused):
        cosign(log, "https://witness.example", VKEY, lambda url, body: answer)
    assert log.checkpoint() == before
    assert list(inspect(log)) == []


@pytest.mark.parametrize("url", ["http://witness.example", "ftp://127.0.0.1", "https://[", "nonsense", "file:///etc/x"])
def test_only_https_or_this_machine_is_asked(url):
    with pytest.raises(LedgerRefused):
        post_to(url + "/add-checkpoint", b"")


def test_the_command_asks_a_witness_over_http(store):
    with Ledger.create(store, ORIGIN) as log:
        log.append([claim(1)])
        witness = Witness(log.log_key)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            status, body = witness.answer(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}"
        arguments = ["ledger", "cosign", "--store", store, "--origin", ORIGIN, "--witness", url, "--vkey"]
        done = goodoffices(*arguments, VKEY)
        refused = goodoffices(*arguments, "nonsense")
        server.shutdown()
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(open_checkpoint(done.stdout.decode(), log.log_key, [SIGNER.verifier]).witnesses) == 1
    assert refused.returncode == 1
    assert goodoffices(*arguments, VKEY).returncode == 1
