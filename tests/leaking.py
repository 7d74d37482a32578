"""Every way in which a text gets into a file: how it is written, and what it is written into."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import random
import struct
import textwrap
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus

from PIL import Image
from PIL.PngImagePlugin import PngInfo

Form = Callable[[str], bytes]
Output = Callable[[bytes], bytes]


def _each(shape: str) -> Form:
    return lambda text: "".join(shape.format(ord(char)) for char in text).encode()


def _units(text: str, shape: str = "\\u{:04x}") -> bytes:
    data = text.encode("utf-16-be")
    return "".join(shape.format(unit) for (unit,) in struct.iter_unpack(">H", data)).encode()


def _base64(before: str, *, url: bool = False) -> Form:
    encode = base64.urlsafe_b64encode if url else base64.b64encode
    return lambda text: encode((before + text + " …").encode()).rstrip(b"=")


def _deflated(text: str) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(f"some words before {text} and after".encode()) + packer.flush()


def _zip(text: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("other.txt", "nothing")
        archive.writestr("notes.txt", f"{text} and more")
    return target.getvalue()


def _zip_name(text: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{text}.txt".replace("/", " "), "nothing at all " * 20)
    return target.getvalue()


# How a text can be written inside a text file.
FORMS: Mapping[str, Form] = {
    "as it is": str.encode,
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "composed": lambda text: unicodedata.normalize("NFC", text).encode(),
    "in capitals": lambda text: text.upper().encode(),
    "HTML": lambda text: html.escape(text).encode(),
    "HTML, named": lambda text: text.encode("ascii", "xmlcharrefreplace").replace(b" ", b"&nbsp;"),
    "HTML, decimal": _each("&#{:d};"),
    "HTML, hexadecimal": _each("&#x{:X};"),
    "HTML, small hexadecimal": _each("&#x{:x};"),
    "JSON": lambda text: json.dumps(text, ensure_ascii=False).encode(),
    "JSON, ASCII": lambda text: json.dumps(text).encode(),
    "JSON, all": _units,
    "JSON, capitals": lambda text: _units(text, "\\u{:04X}"),
    "script, points": _each("\\u{{{:x}}}"),
    "script, bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()).encode(),
    "style": _each("\\{:04x} "),
    "escape()": lambda text: _units(text, "%u{:04X}"),
    "encodeURIComponent": lambda text: quote(text, safe="!'()*").encode(),
    "encodeURI": lambda text: quote(text, safe=";/?:@&=+$,#!'()*").encode(),
    "percent, small": lambda text: "".join(f"%{byte:02x}" for byte in text.encode()).encode(),
    "form": lambda text: quote_plus(text).encode(),
    "percent, twice": lambda text: quote(quote(text, safe=""), safe="").encode(),
    "JSON in HTML": lambda text: html.escape(json.dumps({"a": text})).encode(),
    "HTML in JSON": lambda text: json.dumps(html.escape(text)).encode(),
    "base64": _base64(""),
    "base64, one off": _base64("."),
    "base64, two off": _base64(".."),
    "base64url": _base64("", url=True),
    "base64url, one off": _base64(".", url=True),
    "base64url, two off": _base64("..", url=True),
    "base64 after a path": lambda text: b"abc/" + base64.b64encode(text.encode()),
    "base64 after a letter": lambda text: b"x" + base64.b64encode(f"{text} and more words".encode()),
    "base64 after letters": lambda text: b"xyz" + base64.b64encode(f"{text} and more words".encode()),
    "base64 of UTF-16": lambda text: base64.b64encode(f"some words before {text}".encode("utf-16-le")),
    "base64 in lines": lambda text: base64.encodebytes(f"{'some words before ' * 9}{text}".encode()),
    "base64 of gzip": lambda text: base64.b64encode(gzip.compress(text.encode())),
    "base64 of zlib": lambda text: base64.b64encode(zlib.compress(text.encode())),
    "base64 of deflate": lambda text: base64.urlsafe_b64encode(_deflated(text)),
    "base64 of percent": lambda text: base64.b64encode(quote(text).encode()),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "phrases": lambda text: "<wbr>".join(textwrap.wrap(text, 4, drop_whitespace=False)).encode(),
    "soft hyphens": lambda text: "\u00ad".join(text).encode(),
}

# How it can be written where bytes may stand.
BINARY: Mapping[str, Form] = {
    "UTF-8": str.encode,
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, little end first": lambda text: text.encode("utf-16-le"),
    "UTF-16, big end first": lambda text: text.encode("utf-16-be"),
    "UTF-16 after an odd byte": lambda text: b"." + text.encode("utf-16-le"),
    "gzip": lambda text: gzip.compress(f"some words before {text} and after".encode()),
    "zlib": lambda text: zlib.compress(f"some words before {text} and after".encode()),
    "deflate": _deflated,
    "zip": _zip,
    "zip, stored": lambda text: _zip(text, zipfile.ZIP_STORED),
    "zip, bzip2": lambda text: _zip(text, zipfile.ZIP_BZIP2),
    "name in a zip": _zip_name,
    "zip in gzip": lambda text: gzip.compress(_zip(text)),
    "gzip in zip": lambda text: _zip_of(gzip.compress(text.encode())),
    "UTF-16 in gzip": lambda text: gzip.compress(f"some words before {text}".encode("utf-16")),
    "base64 in gzip": lambda text: gzip.compress(base64.b64encode(f"some words before {text}".encode() * 3)),
}


def _zip_of(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("more.gz", data)
    return target.getvalue()


def _zip_of_text(leak: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", b"<p>words " + leak + b"</p>")
    return target.getvalue()


# What it can be written into: a text of which the middle is the leak.
OUTPUTS: Mapping[str, Output] = {
    "page.html": lambda leak: (
        b'<!doctype html>\n<html><body>\n<p title="' + leak + b'">words</p>\n</body></html>\n'
    ),
    "text.html": lambda leak: b"<!doctype html>\n<p>words <em>" + leak + b"</em> words</p>\n",
    "comment.html": lambda leak: b"<!doctype html>\n<!-- " + leak + b" -->\n<p>words</p>\n",
    "link.html": lambda leak: (
        b'<a href="https://www.example.com/search?a=1&amp;q=' + leak + b'#top">words</a>\n'
    ),
    "data.html": lambda leak: (
        b'<img alt="" src="data:text/plain;base64,' + base64.b64encode(b"one " + leak) + b'">\n'
    ),
    "app.js": lambda leak: b'"use strict";const x=["a","' + leak + b'"],y=x.map((z)=>z+1);export{y};\n',
    "style.css": lambda leak: b'.y-content::before{content:"' + leak + b'";color:#123abc}\n',
    "style.css.map": lambda leak: b'{"version":3,"sourcesContent":["/* ' + leak + b' */"],"mappings":"AAAA"}',
    "search_index.json": lambda leak: b'{"docs":[{"location":"","title":"","text":"words ' + leak + b'"}]}',
    "sitemap.xml": lambda leak: (
        b"<?xml version='1.0'?><urlset><url><loc>https://x.example/?name=" + leak + b"</loc></url></urlset>"
    ),
    "feed.xml": lambda leak: (
        b"<rss><channel><item><title><![CDATA[" + leak + b"]]></title></item></channel></rss>"
    ),
    "keyring.json": lambda leak: b'{"v":1,"salt":"3q2-7w","slots":[],"note":"' + leak + b'"}',
    "icon.svg": lambda leak: b'<svg xmlns="http://www.w3.org/2000/svg"><title>' + leak + b"</title></svg>",
    "page.html.gz": lambda leak: gzip.compress(b"<!doctype html><p>words " + leak + b"</p>"),
    "icon.svgz": lambda leak: gzip.compress(b"<svg><title>" + leak + b"</title></svg>"),
    "bundle.zip": _zip_of_text,
    "wide.txt": lambda leak: ("words\n" + leak.decode() + "\nwords").encode("utf-16"),
    "wide-big.txt": lambda leak: ("words\n" + leak.decode() + "\nwords").encode("utf-16-be"),
}


def picture(kind: str, **more: object) -> bytes:
    """A picture of noise in one of Pillow's formats."""
    noise = random.Random(kind).randbytes(64 * 64 * 3)
    target = io.BytesIO()
    Image.frombytes("RGB", (64, 64), noise).save(target, kind, **more)
    return target.getvalue()


def _exif(text: str, tag: int = 0x010E, *, wide: bool = False) -> Image.Exif:
    exif = Image.Exif()
    exif[tag] = text.encode("utf-16-le" if wide else "utf-8")
    return exif


def _png_text(text: str, *, packed: bool) -> PngInfo:
    info = PngInfo()
    info.add_itxt("Comment", text, zip=packed)
    return info


def _iptc(text: str) -> bytes:
    """Photoshop's segment in a JPEG, with a caption in it."""
    data = text.encode()
    record = b"\x1c\x02\x78" + len(data).to_bytes(2, "big") + data
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + record
    segment = b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block
    jpeg = picture("JPEG")
    return jpeg[:2] + segment + jpeg[2:]


def _webp_chunk(text: str) -> bytes:
    data = text.encode()
    chunk = b"NOTE" + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
    webp = picture("WEBP")
    return webp[:4] + (len(webp) - 8 + len(chunk)).to_bytes(4, "little") + webp[8:] + chunk


def _xmp(text: str) -> bytes:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{html.escape(text)}</dc:creator></x:xmpmeta>".encode()


# Pictures that say it.
PICTURES: Mapping[str, Callable[[str], bytes]] = {
    "exif.jpg": lambda text: picture("JPEG", exif=_exif(text)),
    "exif-wide.jpg": lambda text: picture("JPEG", exif=_exif(text, 0x9C9B, wide=True)),
    "xmp.jpg": lambda text: picture("JPEG", xmp=_xmp(text)),
    "comment.jpg": lambda text: picture("JPEG", comment=text.encode()),
    "iptc.jpg": _iptc,
    "after.jpg": lambda text: picture("JPEG") + text.encode(),
    "exif.webp": lambda text: picture("WEBP", exif=_exif(text)),
    "xmp.webp": lambda text: picture("WEBP", xmp=_xmp(text)),
    "chunk.webp": _webp_chunk,
    "after.webp": lambda text: picture("WEBP") + text.encode(),
    "text.png": lambda text: picture("PNG", pnginfo=_png_text(text, packed=False)),
    "packed.png": lambda text: picture("PNG", pnginfo=_png_text(text, packed=True)),
    "exif.png": lambda text: picture("PNG", exif=_exif(text)),
    "after.png": lambda text: picture("PNG") + text.encode(),
}
