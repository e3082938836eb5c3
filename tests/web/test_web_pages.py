"""Pages as a reader meets them: what they show, where their links lead, how they are asked."""

from __future__ import annotations


def test_the_pages_of_the_menu_show_the_case(client_of):
    client = client_of("press-reader")
    for path in ("/today", "/findings", "/documents"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Port Sable" in answer.content.decode()
