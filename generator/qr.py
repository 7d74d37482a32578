"""QR codes of links (ISO/IEC 18004), as they are printed: dark on white, four modules of quiet around them."""

import io

import segno

_QUIET = 4  # modules, the least that ISO/IEC 18004 asks for
_PIXELS, _DPI = 24, 600  # of a module, which is one millimetre wide then, as it is in the drawing


def svg(link: str) -> bytes:
    """The code as a drawing of any size, a millimetre a module as it is."""
    target = io.BytesIO()
    _code(link).save(target, kind="svg", border=_QUIET, light="#fff", unit="mm")
    return target.getvalue()


def png(link: str) -> bytes:
    """The code as a picture for printing: a millimetre a module at 600 dots an inch, five to six centimetres in all."""
    target = io.BytesIO()
    _code(link).save(target, kind="png", border=_QUIET, scale=_PIXELS, dpi=_DPI)
    return target.getvalue()


def _code(link: str) -> segno.QRCode:
    # M outlives 15% of damage: a thumb, a fold, a reflection. More would make a denser code, which phones read worse.
    return segno.make_qr(link, error="m", boost_error=False)
