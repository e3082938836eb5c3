"""What pictures say of themselves, without a look at their pixels."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from goodoffices.errors import InputRefused
from goodoffices.sources.pictures import picture_of
from killers import huge_png, jpeg, png, text_bomb_png


def marked(south: bool = False) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker\x00", "Model 5"
    exif.get_ifd(0x8769)[0x9003] = "2024:05:03 09:31:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "S" if south else "N", (48.0, 30.0, 36.0), "E", (35.0, 15.0, 0.0)
    return jpeg(exif.tobytes())


def test_time_place_and_device():
    found = picture_of("a.jpg", marked())
    assert (found.width, found.height, found.taken, found.device) == (16, 12, "2024:05:03 09:31:00", "Maker Model 5")
    assert (found.latitude, found.longitude) == ("48.51000", "35.25000")
    assert picture_of("a.jpg", marked(south=True)).latitude == "-48.51000"


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_every_format_by_its_header(kind):
    whole = io.BytesIO()
    Image.new("RGB", (7, 5)).save(whole, kind)
    found = picture_of("a", whole.getvalue())
    assert (found.width, found.height, found.left_out) == (7, 5, ())


def test_pictures_that_break_off_are_told():
    assert picture_of("a.jpg", jpeg()[:-9]).left_out[0].reason == "the picture breaks off"
    assert picture_of("a.png", png()[:-12]).left_out


def test_pixels_are_never_decoded():
    assert picture_of("a.png", png(idat=b"no zlib data at all")).width == 3


@pytest.mark.parametrize("raw", [huge_png(), text_bomb_png(), b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff"])
def test_headers_of_no_picture_are_refused(raw):
    with pytest.raises(InputRefused):
        picture_of("a", raw)


def test_exif_garbage_is_a_warning_or_nothing():
    chance, whole = random.Random(5), marked()
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(6):
            raw[chance.randrange(20, 300)] = chance.randrange(256)
        try:
            assert picture_of("a.jpg", bytes(raw)).width > 0
        except InputRefused as refusal:
            assert refusal.reason
