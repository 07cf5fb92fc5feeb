"""A photo as it is kept: turned upright, small, without where and when it was taken; a recording without its place."""

import io
import warnings
from typing import TYPE_CHECKING

from zhucun.acts.refused import Refused
from zhucun.files.length import seconds_of
from zhucun.files.rules import (
    HOW_FROM_HEIC,
    LARGEST_PHOTO,
    LONGEST_SECONDS,
    LONGEST_SIDE,
    MOST_PIXELS,
    FileKind,
    is_heic,
    must_fit,
    recording_type,
)
from zhucun.lib.later import Later

if TYPE_CHECKING:
    from PIL import Image, ImageOps
else:
    Image, ImageOps = Later("PIL.Image"), Later("PIL.ImageOps")

QUALITIES = (82, 72, 60, 48)
SMALLER = 0.8
READ = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
PLACE_ATOM = b"\xa9xyz"


def small_photo(content: bytes) -> bytes:
    """JPEG of at most 1600 pixels and 300 KB, made from the pixels alone: no EXIF, no position, no comment."""
    must_fit(len(content), FileKind.PHOTO)
    _must_be_read_here(content)
    image = _upright(content)
    image.info = {}  # comments and profiles would be written again
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    while True:
        for quality in QUALITIES:
            if len(kept := _as_jpeg(image, quality)) <= LARGEST_PHOTO:
                return kept
        image = image.resize((int(image.width * SMALLER), int(image.height * SMALLER)), Image.Resampling.LANCZOS)


def _must_be_read_here(content: bytes) -> None:
    """HEIC is not read: 1.5 MB of native code (pi-heif) for what most phones turn into JPEG themselves."""
    if is_heic(content):
        raise Refused(HOW_FROM_HEIC, field="file")


def _upright(content: bytes) -> "Image.Image":
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=READ)
            if image.width * image.height > MOST_PIXELS:
                raise Refused("这张照片太大了，换一张小一点的。", field="file")
            turned = ImageOps.exif_transpose(image)
            return _on_white(turned)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("这不是照片，或者照片坏了。要 JPG、PNG 这样的。", field="file") from None


def _on_white(image: "Image.Image") -> "Image.Image":
    if image.mode not in ("RGBA", "LA", "P"):
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def _as_jpeg(image: "Image.Image", quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
    return buffer.getvalue()


def plain_recording(content: bytes) -> tuple[bytes, str]:
    """The recording and its type; kept as it is, without the place a phone may have written into it."""
    must_fit(len(content), FileKind.RECORDING)
    kind = recording_type(content)
    if kind is None:
        raise Refused("这不是录音，或者是没见过的格式。要 webm、ogg、m4a、mp3。", field="file")
    if seconds_of(content, kind) > LONGEST_SECONDS + 1:
        raise Refused(f"一段录音最长 {LONGEST_SECONDS} 秒，分两段录。", field="file")
    return _without_place(content) if kind == "audio/mp4" else content, kind


def _without_place(content: bytes) -> bytes:
    """The atom that holds it becomes an empty one of the same length."""
    at = content.find(PLACE_ATOM)
    while at >= 4:
        length = int.from_bytes(content[at - 4 : at], "big")
        end = min(at - 4 + max(length, 8), len(content))
        content = content[:at] + b"free" + bytes(end - at - 4) + content[end:]
        at = content.find(PLACE_ATOM, end)
    return content
