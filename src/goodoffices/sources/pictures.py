"""What a picture says of itself: size, time, place and device, out of its header. Its pixels are never decoded.

Norms: Exif 2.32 (CIPA DC-008), GPS in degrees, minutes and seconds.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import Any

import msgspec
from PIL import Image, UnidentifiedImageError

from ..errors import InputRefused
from .arrival import LeftOut

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
MOST_PIXELS = 400_000_000
_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _CHANGED, _TAKEN, _OFFSET = 0x010F, 0x0110, 0x0132, 0x9003, 0x9011
# Each ends a picture that is whole.
_ENDINGS = {"PNG": b"IEND", "JPEG": b"\xff\xd9", "GIF": b";"}
_TAIL = 65_536
DAMAGE = (ValueError, OSError, SyntaxError, KeyError, IndexError, TypeError, struct.error, OverflowError, EOFError,
          AttributeError, ZeroDivisionError, RuntimeError, NotImplementedError, RecursionError)  # fmt: skip


class Picture(msgspec.Struct, frozen=True):
    """Width and height in pixels; time as the device wrote it; WGS 84 degrees, north and east positive, or ""."""

    width: int
    height: int
    taken: str = ""
    device: str = ""
    latitude: str = ""
    longitude: str = ""
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def picture_of(path: str, raw: bytes) -> Picture:
    """The picture in these bytes; raises InputRefused for damaged headers and sizes no picture has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(raw), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise InputRefused(path, "a picture that claims too many pixels", remedy="Leave it out") from error
        except (UnidentifiedImageError, *DAMAGE) as error:
            kind = type(error).__name__
            raise InputRefused(path, f"a damaged picture ({kind})", remedy="It may be half a download") from error
        width, height = image.size
        if width * height > MOST_PIXELS or min(width, height) < 1:
            raise InputRefused(path, f"a picture that claims {width:,} times {height:,} pixels", remedy="Leave it out")
        ending = _ENDINGS.get(image.format or "", b"")
        cut = (LeftOut("the end of the file", "the picture breaks off"),) if ending not in raw[-_TAIL:] else ()
        try:
            return _described(image, cut)
        except DAMAGE as error:
            said = f"its Exif data cannot be read ({type(error).__name__})"
            return Picture(width, height, warnings=(said,), left_out=cut)


def _described(image: Image.Image, cut: tuple[LeftOut, ...]) -> Picture:
    exif = image.getexif()
    detail: dict[int, Any] = exif.get_ifd(_EXIF)
    place: dict[int, Any] = exif.get_ifd(_GPS)
    taken = _plain(detail.get(_TAKEN) or exif.get(_CHANGED))
    zone = _plain(detail.get(_OFFSET))
    device = " ".join(filter(None, (_plain(exif.get(_MAKE)), _plain(exif.get(_MODEL)))))
    width, height = image.size
    return Picture(
        width, height, f"{taken} {zone}".strip(), device,
        _degrees(place.get(2), place.get(1), 90), _degrees(place.get(4), place.get(3), 180), left_out=cut,
    )  # fmt: skip


def _plain(value: object) -> str:
    return " ".join(value.replace("\x00", " ").split())[:80] if isinstance(value, str) else ""


def _degrees(parts: Any, side: object, most: int) -> str:
    """Degrees with five decimals (about a metre); "" for what is no place."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        value = degrees + minutes / 60 + seconds / 3600
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return ""
    if not 0 <= value <= most:
        return ""
    return f"{-value if str(side).strip().upper()[:1] in ('S', 'W') else value:.5f}"
