/** Sealed pictures: opened when they come near the view, shown from memory, and told in words where that fails. */

import { loadText } from "./load";
import { mediaId } from "./place";
import { openObject, type Keys } from "./ring";
import { PICTURES, type Unsealed } from "./token";
import { sentenceOf, Trouble } from "./trouble";

/** One clear dot: an image without an address is no valid one. */
const NOTHING_YET = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

async function fetchPicture(site: URL, image: HTMLImageElement, keys: Keys): Promise<Unsealed> {
  const audience = image.dataset["audience"] ?? "";
  const oid = mediaId(image.dataset["media"] ?? "", audience);
  if (oid === null) throw new Trouble("refused");
  const url = new URL(`${oid}.jwe`, site);
  const open = async (cache: RequestCache): Promise<Unsealed> =>
    openObject((await loadText(url, cache)).text, keys, PICTURES, audience, oid);
  try {
    return await open("default");
  } catch (thrown) {
    // An older copy in the browser's cache, from before the last build.
    if (sentenceOf(thrown) !== "rebuilt") throw thrown;
    return open("reload");
  }
}

function tellInWords(image: HTMLImageElement): void {
  const words = document.createElement("span");
  words.className = "y-media-alt";
  words.textContent = image.alt;
  image.replaceWith(words);
}

async function show(site: URL, image: HTMLImageElement, keys: Keys): Promise<void> {
  image.dataset["mediaState"] = "loading";
  try {
    const { cty, content } = await fetchPicture(site, image, keys);
    image.src = URL.createObjectURL(new Blob([content], { type: cty }));
    await image.decode();
    image.dataset["mediaState"] = "shown";
  } catch {
    tellInWords(image);
  }
}

/** Watches all sealed pictures in the document whose audience `keys` has; call again after new ones were put in. */
export function watchMedia(site: URL, keys: Keys): void {
  const images = [...document.querySelectorAll<HTMLImageElement>("img[data-media]:not([data-media-state])")];
  const ours = images.filter((image) => keys.has(image.dataset["audience"] ?? ""));
  if (ours.length === 0) return;
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        void show(site, target as HTMLImageElement, keys);
      }
    },
    { rootMargin: "600px 0px" },
  );
  for (const image of ours) {
    image.dataset["mediaState"] = "waiting";
    image.src = NOTHING_YET;
    watcher.observe(image);
  }
}
