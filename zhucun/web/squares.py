"""An address as a square to scan."""

import io

from django.utils.safestring import SafeString, mark_safe


def square(address: str) -> SafeString:
    """As SVG of its own."""
    import segno  # noqa: PLC0415  only where squares are printed

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, svgclass=None, lineclass=None
    )
    return mark_safe(drawn.getvalue().decode())  # numbers of our own; of the address only its dots
