"""How long a recording is, by its own headers: ogg, m4a, mp3, webm; 0 where they do not say (its size is bounded).

Read here, since the library there is for it (mutagen) does not know webm, which is what browsers record.
"""

from collections.abc import Iterator

OPUS_RATE = 48_000
OGG_HEAD = 27
MP3_SAMPLES = 1152
MP3_RATES = (44_100, 48_000, 32_000)
MP3_KBITS = {  # by version: MPEG 1, MPEG 2 and 2.5
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SEGMENT, CLUSTER, CLUSTER_TIME, BLOCK, BLOCK_GROUP, BLOCK_IN_GROUP = 0x18538067, 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1
OPENED = (SEGMENT, CLUSTER, BLOCK_GROUP)


def seconds_of(content: bytes, kind: str) -> float:
    reader = {"audio/ogg": _ogg, "audio/mp4": _mp4, "audio/mpeg": _mp3, "audio/webm": _webm}[kind]
    return reader(content)


def _ogg(content: bytes) -> float:
    """By the last page's position, which counts samples."""
    last = content.rfind(b"OggS")
    if len(content) < last + OGG_HEAD:
        return 0
    return int.from_bytes(content[last + 6 : last + 14], "little") / OPUS_RATE


def _mp4(content: bytes) -> float:
    """By the movie's header: time scale and duration."""
    at = content.find(b"mvhd") + 4
    if at < 8 or len(content) < at + 32:
        return 0
    wide = content[at] == 1
    scale_at, length = (at + 20, 8) if wide else (at + 12, 4)
    scale = int.from_bytes(content[scale_at : scale_at + 4], "big")
    duration = int.from_bytes(content[scale_at + 4 : scale_at + 4 + length], "big")
    return duration / scale if scale else 0


def _mp3(content: bytes) -> float:
    """Every frame is as long as its header says, so that a changing bit rate is counted as well."""
    at, seconds = _after_tag(content), 0.0
    while at + 4 <= len(content):
        length, lasts = _mp3_frame(content[at : at + 4])
        at, seconds = at + (length or 1), seconds + lasts
    return seconds


def _after_tag(content: bytes) -> int:
    if content[:3] != b"ID3" or len(content) < 10:
        return 0
    return 10 + sum((byte & 0x7F) << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))


def _mp3_frame(head: bytes) -> tuple[int, float]:
    """Bytes and seconds of a frame of layer III; nothing where none begins."""
    version, kbits_at, rate_at = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or version == 1 or rate_at == 3 or kbits_at in (0, 15):
        return 0, 0
    rate = MP3_RATES[rate_at] >> (0 if version == 3 else 1 if version == 2 else 2)
    samples = MP3_SAMPLES if version == 3 else MP3_SAMPLES // 2
    kbits = MP3_KBITS[3 if version == 3 else 2][kbits_at]
    return samples // 8 * kbits * 1000 // rate + (head[2] >> 1 & 1), samples / rate


def _webm(content: bytes) -> float:
    """Where the last block begins; browsers leave the duration out and count in milliseconds."""
    cluster, last = 0, 0
    for name, at, end in _elements(content):
        if name == CLUSTER_TIME:
            cluster = int.from_bytes(content[at:end], "big")
        elif name in (BLOCK, BLOCK_IN_GROUP) and end - at >= 4:
            track = _width(content[at])
            last = max(last, cluster + int.from_bytes(content[at + track : at + track + 2], "big", signed=True))
    return last / 1000


def _elements(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Names with begin and end; what holds others is opened, whether it says its length or not."""
    at = 0
    while at < len(content):
        name_width = _width(content[at])
        name = int.from_bytes(content[at : at + name_width], "big")
        at += name_width
        if at >= len(content):
            return
        size_width = _width(content[at])
        size = int.from_bytes(content[at : at + size_width], "big") & (1 << 7 * size_width) - 1
        at += size_width
        if name not in OPENED:
            yield name, at, min(at + size, len(content))
            at += size


def _width(first: int) -> int:
    """How many bytes a number of EBML has, by its leading zeros."""
    return 9 - first.bit_length() if first else 8
