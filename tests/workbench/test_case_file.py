"""Case files: what is read, and how a wrong setting is named."""

from __future__ import annotations

import pytest

from goodoffices.errors import CaseFileError
from goodoffices.workbench import read_case_file


def written(tmp_path, text):
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_are_read(tmp_path):
    settings = read_case_file(
        written(
            tmp_path,
            'name = "Muscat"\nzone = "Asia/Muscat"\n[[party]]\nid = "a"\nname = "A"\n[[source]]\nname = "S"\nside = "a"\n',
        )
    )
    assert (settings.name, settings.parties[0].id, settings.sources[0].side) == ("Muscat", "a", "a")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("name = ", "TOML"),
        ('nam = "x"', "nam"),
        ('zone = "Mars/Base"', "Mars/Base"),
        ('[[party]]\nid = "a"\nname = "A"\n[[party]]\nid = "a"\nname = "B"', "'a' stands twice"),
        ('[[party]]\nid = "a"\nname = "A"\n[[source]]\nname = "S"\nside = "b"', "'b' is no party"),
        ('[[party]]\nid = 3\nname = "A"', "id"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path, text, named):
    with pytest.raises(CaseFileError, match=r"case\.toml") as caught:
        read_case_file(written(tmp_path, text))
    assert named in str(caught.value)
