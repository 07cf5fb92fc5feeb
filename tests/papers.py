"""Reads back what was written as .docx."""

import io
from typing import Any

from docx import Document


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def word(answer: Any) -> str:
    """The words of a downloaded paper, those in its tables among them."""
    return "\n".join(text.text or "" for text in opened(answer.content).element.body.iter("{*}t"))
