import assert from "node:assert/strict";
import { test } from "node:test";

import { parseHTML } from "linkedom";

import { runtime, vectors, ringOf } from "./support.mjs";

const { document } = parseHTML("<!doctype html><html><body></body></html>");
globalThis.document = document;

function element(html) {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder;
}

function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

const script = (audience, object, token = "") => `<script type="application/jose" data-audience="${audience}" data-object="${object}">${token}</script>`;

test("the object of a whole page replaces everything in the region", () => {
  const stage = element(`<section data-gate>gate</section>${script("guests", "")}`);
  runtime.place(stage, stage.querySelector("script"), fragment(`<article data-title="寄り道"><h1>寄り道</h1></article>`));
  assert.equal(stage.innerHTML, `<article data-title="寄り道"><h1>寄り道</h1></article>`);
});

test("what did not fit into a whole page follows it, and that of another whole page goes", () => {
  const parts = script("guests", "~guests") + script("members", "~members");
  const stage = element(`<section data-gate>gate</section>${script("guests", "")}${parts}${script("fair", "")}${script("fair", "~fair")}`);
  const page = `<article><ol data-section="gap"></ol></article>`;
  runtime.place(stage, stage.querySelector("script"), fragment(page));
  assert.equal(stage.innerHTML, page + parts);
});

test("a narrower object fills each section of its name, leaves the others, and is followed by what it holds itself", () => {
  const stage = element(`<div data-section="news">0</div><ul><li data-section="ties">0</li></ul><div data-section="ties">0</div>${script("guests", "~guests")}`);
  const content = `<template data-section="ties"><b>森</b></template><p>stray</p><template data-section="gone">x</template>${script("staff", "~staff")}`;
  runtime.place(stage, stage.querySelector("script"), fragment(content));
  assert.equal(
    stage.innerHTML,
    `<div data-section="news">0</div><ul><li data-section="ties"><b>森</b></li></ul><div data-section="ties"><b>森</b></div>${script("staff", "~staff")}`,
  );
});

test("a list that comes in pieces is put together in their order", () => {
  const stage = element(`<div data-section="people">old</div>${script("guests", "~guests")}${script("guests", "~guests.1")}`);
  const piece = (text, more) => fragment(`<template data-section="people"${more}><p>${text}</p></template>`);
  const [first, second] = [...stage.querySelectorAll("script")];
  runtime.place(stage, first, piece("1", ""));
  runtime.place(stage, second, piece("2", " data-append"));
  assert.equal(stage.innerHTML, `<div data-section="people"><p>1</p><p>2</p></div>`);
});

test("what keys do not open stays as it is, and each reason is told once", async () => {
  const stage = element(`<p>open</p>${script("guests", "~guests", "x..y.z.w")}${script("staff", "~members")}${script("public", "")}`);
  const outcome = await runtime.openObjects(stage, "stories/", new Map());
  const shut = [["guests", "beyond"], ["staff", "refused"], ["public", "refused"]].map(([audience, sentence]) => ({ audience, sentence }));
  assert.deepEqual([outcome.opened, outcome.whole, outcome.shut], [[], false, shut]);
  assert.equal(stage.querySelectorAll("script").length, 3);
});

test("an object of the vectors opens where it belongs and brings its title, and nowhere else", async () => {
  const [vector] = vectors("object", true).filter(({ name }) => name === "object-html.json");
  const html = script(vector.audience, "", vector.token);
  const here = await runtime.openObjects(element(html), vector.oid, await ringOf(vector));
  assert.deepEqual([here.opened, here.whole, here.title, here.shut], [[vector.audience], true, "寄り道", []]);
  assert.match(here.stage.innerHTML, /^<p data-title="寄り道">/);
  const there = await runtime.openObjects(element(html), "a/other/", await ringOf(vector));
  assert.deepEqual([there.opened, there.shut], [[], [{ audience: vector.audience, sentence: "refused" }]]);
});

test("of several objects that are the whole page the first that opens is shown, and nothing is said of the others", async () => {
  const [vector] = vectors("object", true).filter(({ name }) => name === "object-html.json");
  const mine = script(vector.audience, "", vector.token);
  const keys = await ringOf(vector);
  const [before, after] = [script("staff", "", "x..y.z.w"), script("crossroads", "", "x..y.z.w")];
  for (const html of [before + mine + after, mine + after, after + before + mine]) {
    const { opened, whole, shut, stage } = await runtime.openObjects(element(html), vector.oid, keys);
    assert.deepEqual([opened, whole, shut], [[vector.audience], true, []]);
    assert.equal(stage.querySelectorAll("script").length, 0);
  }
});

test("the first of two whole pages that a reader can both open is the one she gets", async () => {
  const [vector] = vectors("object", true).filter(({ name }) => name === "object-html.json");
  const [view] = vectors("object", true).filter(({ name }) => name === "object-event-view.json");
  const keys = new Map([...(await ringOf(vector)), ...(await ringOf(view))]);
  // Neither is tried but at its own place: so the second is one that would be refused.
  const both = script(vector.audience, "", vector.token) + script(view.audience, "", view.token);
  const { opened, shut } = await runtime.openObjects(element(both), vector.oid, keys);
  assert.deepEqual([opened, shut], [[vector.audience], []]);
  const turned = script(view.audience, "", view.token) + script(vector.audience, "", vector.token);
  const other = await runtime.openObjects(element(turned), vector.oid, keys);
  assert.deepEqual([other.opened, other.shut], [[vector.audience], [{ audience: view.audience, sentence: "refused" }]]);
});

test("what a pass adds to a list stands after what is there", () => {
  const stage = element(`<div data-section="pass"><p>0</p></div>${script("crossroads", "~crossroads")}`);
  runtime.place(stage, stage.querySelector("script"), fragment(`<template data-section="pass" data-append><p>1</p></template>`));
  assert.equal(stage.innerHTML, `<div data-section="pass"><p>0</p><p>1</p></div>`);
});

test("a pass's objects are nothing that is still shut to whoever does not have it", () => {
  const config = { site: "s", audiences: [["guests", "来場者"]] };
  assert.equal(runtime.countOwn(config, ["guests", "crossroads", "guests", "other"]), 2);
});

test("a page's address is its path below the site's root, wherever the site lies", () => {
  const at = (script, page) => {
    const { root, address } = runtime.placeOf(script, page);
    return [root.href, address];
  };
  assert.deepEqual(at("https://a.example/assets/yorimichi/gate.js?v=1", "https://a.example/index.html"), ["https://a.example/", ""]);
  assert.deepEqual(at("https://a.example/w/assets/yorimichi/gate.js", "https://a.example/w/en/a/4f7k/?q#x"), ["https://a.example/w/", "en/a/4f7k/"]);
  assert.deepEqual(at("https://a.example/w/assets/yorimichi/gate.js", "https://a.example/w/stories/index.html"), ["https://a.example/w/", "stories/"]);
});

test("ids of objects and pictures come of well-formed attributes only", () => {
  assert.equal(runtime.objectId("stories/", "guests", ""), "stories/");
  assert.equal(runtime.objectId("stories/", "guests", "~guests"), "stories/~guests");
  assert.equal(runtime.objectId("stories/", "guests", "~guests.12"), "stories/~guests.12");
  for (const [audience, object] of [["guests", "~guests.0"], ["guests", "~guests.1.2"], ["guests", "~guests."], ["guests", "~staff"], ["public", ""], ["slot", "~slot"], ["Guests", ""], ["guests", "x"], ["", "~"]]) {
    assert.equal(runtime.objectId("", audience, object), null);
  }
  assert.equal(runtime.mediaId("m/0123456789abc", "staff"), "m/0123456789abc");
  for (const media of ["m/0123456789abl", "../m/0123456789abc", "m/0123456789abcd", "//e.example/m/0123456789abc"]) assert.equal(runtime.mediaId(media, "staff"), null);
});

test("titles of open audiences come in the site's order, and only of those that are open", () => {
  const config = { site: "s", audiences: [["guests", "来場者"], ["members", "メンバー"], ["staff", "人事"]] };
  assert.deepEqual(runtime.openTitles(config, new Map([["members", {}], ["guests", {}]])), ["来場者", "メンバー"]);
});

test("what is meant for a locked or an open site goes by its audience, by its page, or by the site", () => {
  const page = (keys, shut) => {
    document.body.innerHTML = `<header data-lock hidden><i data-when="locked"></i><i data-when="open"></i><b data-audience-title></b></header>
      <main id="y-page"><i data-when="locked"></i><i data-when="locked" data-audience="staff"></i></main>`;
    runtime.showState(new Map(keys.map((name) => [name, {}])), document.getElementById("y-page"), shut, keys.length > 0 ? ["リンクで", "12月5日まで"] : []);
    return [...document.querySelectorAll("i")].map(({ hidden }) => (hidden ? "-" : "+")).join("") + document.querySelector("b").textContent;
  };
  assert.equal(page([], 1), "+-++");
  assert.equal(page(["guests"], 1), "-+++リンクで 12月5日まで");
  assert.equal(page(["guests", "members"], 0), "-+-+リンクで 12月5日まで");
  assert.equal(page(["guests", "members", "staff"], 0), "-+--リンクで 12月5日まで");
});
