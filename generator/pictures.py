"""Pictures: which files are any, and how one becomes a small upright WebP that tells only what it shows."""

import io
import stat
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from generator.phrase import phrase

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
"""A phone's photo has 12 to 25 million; far more may be made to fill the memory of its reader."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITIES = (82, 74, 66, 58, 50, 40, 30)
_SHRINK = 0.8
_STRANGERS = (
    (4, b"ftypheic", "HEIC"), (4, b"ftypheix", "HEIC"), (4, b"ftypmif1", "HEIF"), (4, b"ftypmsf1", "HEIF"),
    (4, b"ftypavif", "AVIF"), (0, b"GIF8", "GIF"), (0, b"BM", "BMP"), (0, b"%PDF", "PDF"),
    (0, b"II*\0", "TIFF"), (0, b"MM\0*", "TIFF"), (0, b"8BPS", "Photoshop"),
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A picture that can be used: its size in pixels once it stands upright, and its format."""

    width: int
    height: int
    format: str


@dataclass(frozen=True)
class Unusable:
    """Why a file is not a picture that can be used; ``code`` is one of the codes of diagnostics."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class NormalPicture:
    """A picture as the site shows it, without any metadata."""

    data: bytes
    width: int
    height: int
    cty: str = "image/webp"


class PictureError(ValueError):
    """A picture could not be normalised; the message says why."""


def probe(path: Path) -> Picture | Unusable:
    """Looks at a picture as far as needed to know that all of it is there. Never raises for content."""
    refused = _refused_file(path)
    if refused:
        return refused
    try:
        with _opened(path) as image:
            found = _refused_image(image) or _picture(image)
            if isinstance(found, Picture):
                image.draft(
                    "RGB", (64, 64)
                )  # JPEG is decoded at an eighth of its size: much faster, as strict
                image.load()
            return found
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_many_pixels()
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError, TypeError, KeyError):
        return _not_whole(path)


def normalise(path: Path, max_edge: int = 960, max_bytes: int = 200_000) -> NormalPicture:
    """Turns a picture upright, takes it to sRGB, shrinks it to ``max_edge`` pixels at most, and encodes it as
    WebP of at most ``max_bytes``. The same file always gives the same bytes.

    Raises PictureError for what ``probe`` would refuse.
    """
    found = probe(path)
    if isinstance(found, Unusable):
        raise PictureError(found.message)
    with _opened(path) as image:
        image.draft(image.mode, (2 * max_edge, 2 * max_edge))  # JPEG need not be decoded larger than that
        upright = ImageOps.exif_transpose(image)
        plain = _srgb(upright)
    plain.thumbnail((max_edge, max_edge), Image.Resampling.LANCZOS, reducing_gap=3.0)
    while True:
        data = _fitting(plain, max_bytes)
        if data is not None:
            return NormalPicture(data, plain.width, plain.height)
        if max(plain.size) <= 16:
            raise PictureError(f"It does not fit into {max_bytes} bytes.")
        plain.thumbnail((max(1, int(plain.width * _SHRINK)), max(1, int(plain.height * _SHRINK))))


def _fitting(image: Image.Image, max_bytes: int) -> bytes | None:
    """The picture at the best quality that fits; None where even the worst is too large."""
    best, *others, worst = _QUALITIES
    data = _encoded(image, best)
    if len(data) <= max_bytes:
        return data
    smallest = _encoded(image, worst)
    if len(smallest) > max_bytes:
        return None
    tries = (_encoded(image, quality) for quality in others)
    return next((data for data in tries if len(data) <= max_bytes), smallest)


def _encoded(image: Image.Image, quality: int) -> bytes:
    """Encodes the pixels alone: a fresh image has no metadata that could come along."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    target = io.BytesIO()
    bare.save(target, "WEBP", quality=quality, method=6, exif=b"", xmp=b"", icc_profile=b"")
    return target.getvalue()


def _srgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB. A phone's wide colours would look dull once their profile is gone."""
    profile = image.info.get("icc_profile")
    clear = "A" in image.getbands() or "transparency" in image.info
    if profile and image.mode in {"RGB", "RGBA", "L", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, source, target, outputMode="RGBA" if clear else "RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    if image.mode.startswith("I"):
        image = (
            image.point(lambda value: value / 256).convert("L")
            if image.mode != "I;16B"
            else image.convert("L")
        )
    return image.convert("RGBA" if clear else "RGB")


def _opened(path: Path) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(path, formats=_FORMATS)


def _refused_file(path: Path) -> Unusable | None:
    try:
        state = path.lstat()
    except (OSError, ValueError):
        return Unusable("picture-missing", phrase("There is no such picture."))
    if stat.S_ISLNK(state.st_mode):
        return Unusable(
            "symbolic-link", phrase("This picture is a symbolic link."), phrase("Put the file itself there.")
        )
    if not stat.S_ISREG(state.st_mode):
        return Unusable("picture-missing", phrase("There is no such picture."))
    if state.st_size > MAX_BYTES:
        message = phrase(
            "This picture has {size} MB; at most {most} are read.",
            size=state.st_size // 1_000_000,
            most=MAX_BYTES // 1_000_000,
        )
        return Unusable("picture-unusable", message, phrase("Save it smaller: 2,000 pixels wide is plenty."))
    return None


def _refused_image(image: Image.Image) -> Unusable | None:
    if image.width * image.height > MAX_PIXELS:
        return _too_many_pixels(f"{image.width:,} × {image.height:,}")
    # A JPEG with several frames is a photo with its depth map or preview: the first one is the photo.
    if image.format in {"PNG", "WEBP"} and getattr(image, "n_frames", 1) > 1:
        return Unusable("picture-unusable", phrase("This picture moves."), phrase("Save a still one."))
    return None


def _picture(image: Image.Image) -> Picture:
    turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    width, height = (image.height, image.width) if turned else image.size
    return Picture(width, height, "JPEG" if image.format == "MPO" else str(image.format))


def _too_many_pixels(size: str = "") -> Unusable:
    most = MAX_PIXELS // 1_000_000
    message = phrase("This picture has more than {most} million pixels.", most=most)
    if size:
        message = phrase(
            "This picture has {size} pixels; at most {most} million pixels are read.", size=size, most=most
        )
    return Unusable("picture-unusable", message, phrase("Save it smaller: 2,000 pixels wide is plenty."))


def _not_whole(path: Path) -> Unusable:
    """Says what the file is instead of a picture."""
    try:
        head = path.read_bytes()[:512]
    except OSError as error:
        return Unusable(
            "picture-unusable", phrase("This picture cannot be read: {reason}.", reason=error.strerror)
        )
    for offset, sign, name in _STRANGERS:
        if head[offset:].startswith(sign):
            return Unusable(
                "picture-unusable",
                phrase("This is {name}, not JPEG, PNG or WebP.", name=name),
                phrase("Save it as JPEG."),
            )
    if b"<svg" in head.lower() or head.lstrip().startswith(b"<?xml"):
        return Unusable(
            "picture-unusable", phrase("This is SVG, which can hold scripts."), phrase("Save it as PNG.")
        )
    if head.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF")):
        return Unusable(
            "picture-unusable",
            phrase("This picture is damaged or cut off."),
            phrase("Copy the original again."),
        )
    if head.startswith(b"version https://git-lfs"):
        return Unusable(
            "picture-unusable", phrase("This is a pointer of Git LFS."), phrase("Run `git lfs pull`.")
        )
    return Unusable("picture-unusable", phrase("This is not a picture."), phrase("Use JPEG, PNG or WebP."))
