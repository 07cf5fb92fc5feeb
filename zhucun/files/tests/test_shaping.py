"""What is kept of a photo is its pixels; a file is what its content says."""

import io
import random

import pytest
from PIL import Image

from zhucun.acts.refused import Refused
from zhucun.files.shaping import plain_recording, small_photo

POSITION, ORIENTATION = 0x8825, 0x0112


def taken(width: int = 2400, height: int = 1200, *, kind: str = "JPEG") -> bytes:
    """As a phone takes it: lying on its side, with the place it was taken."""
    image = Image.frombytes("RGB", (width // 8, height // 8), random.Random(7).randbytes(width * height * 3 // 64))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(POSITION).update({1: "N", 2: (25.0, 35.0, 11.0), 3: "E", 4: (111.0, 56.0, 2.0)})
    buffer = io.BytesIO()
    image.resize((width, height)).save(buffer, kind, exif=exif, comment=b"at home")
    return buffer.getvalue()


def test_a_photo_is_made_small_upright_and_says_no_more_where_it_was_taken() -> None:
    before = taken()
    kept = small_photo(before)

    image = Image.open(io.BytesIO(kept))
    assert Image.open(io.BytesIO(before)).getexif().get_ifd(POSITION)
    assert (image.format, image.size) == ("JPEG", (800, 1600))
    assert len(kept) <= 300 * 1024
    assert (dict(image.getexif()), image.info.get("comment"), b"Exif" in kept) == ({}, None, False)


def test_a_transparent_picture_stands_on_white() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(buffer, "PNG")

    assert Image.open(io.BytesIO(small_photo(buffer.getvalue()))).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"\xff\xd8\xff" + bytes(200), taken()[:900]])
def test_what_is_no_photo_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match="照片"):
        small_photo(content)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")

    with pytest.raises(Refused, match="照片"):
        small_photo(buffer.getvalue())


def test_a_recording_is_known_by_its_content_and_loses_its_place() -> None:
    place = (24).to_bytes(4, "big") + b"\xa9xyz" + b"+25.58+111.93/  "
    kept, kind = plain_recording(b"\x00\x00\x00\x18ftypM4A " + bytes(12) + place + b"sound")

    assert (kind, b"25.58" in kept, kept.endswith(b"sound")) == ("audio/mp4", False, True)
    assert plain_recording(b"\x1a\x45\xdf\xa3" + bytes(50))[1] == "audio/webm"


def m4a(seconds: int) -> bytes:
    header = bytes(12) + (8_000).to_bytes(4, "big") + (8_000 * seconds).to_bytes(4, "big") + bytes(80)
    return b"\x00\x00\x00\x10ftypM4A " + bytes(4) + (len(header) + 8).to_bytes(4, "big") + b"mvhd" + header


def mp3(seconds: int) -> bytes:
    """Frames of MPEG 1 layer III, 32 kbit/s, 32 kHz: 144 bytes and 36 ms each, after a tag."""
    return b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + (b"\xff\xfb\x18\xc4" + bytes(140)) * (seconds * 1000 // 36)


def webm(seconds: int) -> bytes:
    """As a browser records: the segment and its clusters do not say how long they are."""
    unknown = b"\x01" + b"\xff" * 7
    clusters = b"".join(
        b"\x1f\x43\xb6\x75"
        + unknown
        + b"\xe7\x83"
        + (at * 1000).to_bytes(3, "big")
        + b"\xa3\x88\x81\x03\xe8\x80"
        + bytes(4)
        for at in range(seconds)
    )
    return b"\x1a\x45\xdf\xa3\x84" + bytes(4) + b"\x18\x53\x80\x67" + unknown + clusters


def test_a_photo_of_a_kind_that_is_not_read_says_what_to_do_on_the_phone() -> None:
    with pytest.raises(Refused, match="在手机上截个屏"):
        small_photo(b"\x00\x00\x00\x24ftypheic" + bytes(60))


def test_a_recording_of_more_than_a_minute_or_of_no_known_kind_is_refused() -> None:
    def ogg(seconds: int) -> bytes:
        return b"OggS\x00\x04" + (seconds * 48_000).to_bytes(8, "little") + bytes(13)

    assert plain_recording(ogg(60))[1] == "audio/ogg"
    assert [plain_recording(made(60))[1] for made in (m4a, mp3, webm)] == ["audio/mp4", "audio/mpeg", "audio/webm"]
    for made in (ogg, m4a, mp3, webm):
        with pytest.raises(Refused, match="最长 60 秒"):
            plain_recording(made(63))
    for content in (ogg(62), b"MZ" + bytes(60), bytes(2 * 1024 * 1024 + 1)):
        with pytest.raises(Refused):
            plain_recording(content)
