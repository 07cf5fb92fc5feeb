"""What may be kept: kinds, limits, and how a recording is known by its content."""

from django.db.models import TextChoices

from zhucun.acts.refused import Refused

KB, MB = 1024, 1024 * 1024
LONGEST_SIDE = 1600  # of a photo, in pixels
LARGEST_PHOTO = 300 * KB  # as kept
LARGEST_UPLOAD = 20 * MB  # of a photo as the phone took it
MOST_PIXELS = 60_000_000
LARGEST_RECORDING = 2 * MB
LARGEST_DOCUMENT = 20 * MB
LONGEST_SECONDS = 60


class FileKind(TextChoices):
    PHOTO = "photo", "照片"
    RECORDING = "recording", "录音"
    DOCUMENT = "document", "材料"


BEGINS = {b"\x1a\x45\xdf\xa3": "audio/webm", b"OggS": "audio/ogg", b"ID3": "audio/mpeg"}
MP4_MARK_AT, MP4_BRAND_AT = slice(4, 8), slice(8, 12)
MP3_FRAMES = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
ENDINGS = {
    "image/jpeg": "jpg",
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
LARGEST = {
    FileKind.PHOTO: LARGEST_UPLOAD,
    FileKind.RECORDING: LARGEST_RECORDING,
    FileKind.DOCUMENT: LARGEST_DOCUMENT,
}


HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
HOW_FROM_HEIC = (
    "这张是 HEIC 照片，这里打不开。已经拍了的，在手机上截个屏，传截屏；"
    "以后的，苹果手机在“设置→相机→格式”里选“兼容性最佳”，别的手机在相机设置里关掉“高效格式（HEIF）”。"
)


def is_heic(content: bytes) -> bool:
    """By the brand that its first box names."""
    return content[MP4_MARK_AT] == b"ftyp" and content[MP4_BRAND_AT] in HEIC_BRANDS


def recording_type(content: bytes) -> str | None:
    """By its first bytes; what a file is called says nothing."""
    for begins, kind in BEGINS.items():
        if content.startswith(begins):
            return kind
    if content[MP4_MARK_AT].startswith(b"ftyp"):
        return "audio/mp4"
    return "audio/mpeg" if content.startswith(MP3_FRAMES) else None


def must_fit(size: int, kind: FileKind) -> None:
    if size > LARGEST[kind]:
        raise Refused(f"{kind.label}最大 {LARGEST[kind] // MB} MB，这个有 {size / MB:.1f} MB。", field="file")
    if size == 0:
        raise Refused(f"{kind.label}是空的，请重新选。", field="file")
