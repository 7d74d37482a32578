"""Objects that must open."""

import base64

from vector_primitives import EMPTY_STORED, b64u, fixed, header, jwe, message, object_key, stored
from vector_world import BUSY, PLAIN, ROOT, Vector, World

# What zlib 1.2.13 makes of STORY_HTML at level 9 with Z_SYNC_FLUSH: dynamic Huffman codes, back references.
STORY_HTML = (
    '<article data-title="戻ってくるなんて、思っていなかった"><h1>戻ってくるなんて、思っていなかった</h1>'
    '<div data-section="lead"><p>8年の寄り道のあと、商品企画に戻ってきた。</p></div>'
    '<div data-section="gap"><h2 id="gap">入社前と入社後で、いちばん違ったことは？</h2>'
    "<p>入社前は、8年の寄り道のあとに戻ってくるなんて、思っていなかった。</p></div></article>"
)
STORY_BODY = (
    "nJHBagIxFEV/RWYvg65cxPxLcAYbGHSowfW8YIt1FBfqspTSaocKjgs3peLPvEZx5S/4oiMoVBB3uXnce89LmHhUshL4OU8o"
    "kVdSBX7ZWbd/ET4QJgh91DHCN+qBlRGso9fTqGXvIT7IN4ezhwK/w8hc8jFPNo8EDb+iZL1WdgJfeBQa8pL5WSDMTNpC3dkC"
    "xc0QNEJCoWb0bAbwt4TNkIqnZ/U9isZIMzfkzKX0/yqqIrTYxZz0MmGexpvPlXkhd5KdV12EL6o6YL8jzGmjLYyO8GhxEoR0"
    "t7SLFC3vWUZKvuv4F7y3PtflTm72e3wPAAD//w=="
)


def sealed(
    what: str,
    audience: str,
    oid: str,
    cty: str,
    data: bytes,
    *,
    body: bytes | None = None,
    world: World = PLAIN,
) -> Vector:
    body = fixed(data) if body is None else body
    kid = f"{audience}.{world.gen(audience)}/{oid}"
    key = object_key(world.key(audience), oid)
    token = jwe(ROOT, key, header(kid, cty), message(body))
    return (
        {"what": what, "kind": "object", "ok": True}
        | world.told()
        | {
            "audience": audience,
            "gen": world.gen(audience),
            "oid": oid,
            "cty": cty,
            "audience_key": b64u(world.key(audience)),
            "key": b64u(key),
            "body": b64u(body),
            "token": token,
            "content": b64u(data),
        }
    )


HTML = '<p data-title="寄り道">道はまっすぐでなくていい。</p>'.encode()
# What the refused objects are bent from.
GOOD = sealed("a sealed page", "members", "a/4f7k2m9q0c1xz/", "text/html", HTML)


def objects() -> dict[str, Vector]:
    story = STORY_HTML.encode()
    card = b'<template data-section="photo"><p>Kawasaki</p></template>'
    picture = bytes.fromhex("FFD8FFE000104A464946") + bytes(range(256)) * 4
    page = "a/4f7k2m9q0c1xz/"
    zlib_body = base64.b64decode(STORY_BODY)
    view = b'<p data-title="Open day">An event view.</p>'
    return {
        "object-html": GOOD,
        "object-html-zlib": sealed(
            "a page as zlib packs it", "guests", "stories/8f3k/", "text/html", story, body=zlib_body
        ),
        "object-narrower": sealed(
            "what a page shows to a narrower audience",
            "staff",
            f"{page}~staff",
            "text/html",
            card,
        ),
        "object-home": sealed("the home page, whose oid is empty", "guests", "", "text/html", HTML),
        "object-home-narrower": sealed("the home page's inner part", "guests", "~guests", "text/html", card),
        "object-image": sealed(
            "a picture, stored without compression",
            "members",
            "m/0fzk3v9r2mxw8",
            "image/jpeg",
            picture,
            body=stored(picture),
        ),
        "object-json": sealed("an index shard", "guests", "index/guests/0", "application/json", b'{"v":1}'),
        "object-empty": sealed("no content at all", "guests", "events/", "text/html", b"", body=EMPTY_STORED),
        "object-event-view": sealed(
            "an event view, sealed for a pass to stories",
            "open-day",
            "stories/8f3k/",
            "text/html",
            view,
            world=BUSY,
        ),
        **{
            f"object-fill-{510 - n - 20}": sealed(
                f"the least fill there can be with {510 - n - 20} long blocks",
                "guests",
                "x/",
                "text/html",
                b"x" * (n - 10),
                body=stored(b"x" * (n - 10)),
            )
            for n in range(486, 491)
        },
    }
