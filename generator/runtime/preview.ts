/**
 * What `yorimichi serve` adds to a page: it follows what is saved, tells what is wrong over the last good page, and lets
 * a writer look as any reader. No built site has this script; the server that brings it exists only in the preview.
 */

import { readConfig } from "./chrome";
import { Findings } from "./findings";
import { Look } from "./look";
import { placeOf } from "./place";
import { News, type Report } from "./news";
import { keepPlace, restorePlace } from "./stay";
import { told } from "./messages";
import { PREVIEW_SENTENCES, type PreviewSentence } from "./sentences";
import { Session } from "./session";
import css from "./preview.css";

const me = document.currentScript as HTMLScriptElement;
/** The gate of the page, which an empty one has not. */
const gate = document.querySelector<HTMLScriptElement>('script[src*="/yorimichi/gate.js"]');
const empty = document.querySelector<HTMLElement>("[data-preview-empty]");
if (empty) document.documentElement.lang = navigator.language;
const language = document.documentElement.lang;

function say(sentence: PreviewSentence, values?: Readonly<Record<string, string>>): string {
  return told(PREVIEW_SENTENCES, sentence, language, values);
}

/** Loads the page again; the reader finds herself where she was. */
function reload(inSwitch = false): void {
  keepPlace(inSwitch);
  location.reload();
}

/** A part of the page that no style of the site reaches, but its colours. */
function stand(): ShadowRoot {
  const host = document.createElement("div");
  document.body.append(host);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  return root;
}

function start(): void {
  const shelf = document.createElement("aside");
  shelf.setAttribute("aria-label", say("preview"));
  shelf.lang = language;
  const root = stand();
  root.append(shelf);
  const bar = document.createElement("div");
  bar.className = "bar";
  const findings = new Findings(say, empty !== null);
  shelf.append(bar, findings.element);
  bar.append(findings.toggle);
  // What stands at the foot of the window must not hide the foot of the page.
  const room = document.createElement("div");
  root.append(room);
  new ResizeObserver(() => (room.style.height = `${shelf.offsetHeight}px`)).observe(shelf);

  const news = new News({ page: location.pathname, version: me.dataset["version"] ?? "", language });
  news.onChanged = () => reload();
  news.onReport = (report: Report) => findings.show(report);
  news.onStopped = () => findings.stopped();

  if (gate) {
    const site = placeOf(gate.src, location.href).root;
    const look = new Look(site, new Session(site.pathname), readConfig(), say);
    look.onChosen = () => reload(true);
    bar.prepend(look.element);
    news.onKeys = (keys) => look.allow(keys);
    const inSwitch = restorePlace();
    void look.showOpen().then(() => inSwitch && look.focus());
  } else restorePlace();
  void news.follow();
}

start();
