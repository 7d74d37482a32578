/** Waits for the search to be wanted: only then is the rest of it loaded. */

/** The event by which the search is asked to open. */
export const OPENED = "yorimichi:search";

const KEYS = ["/", "s"];

/** Binds the button in the header and the keys; without the button there is no search. */
export function startSearch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-search]");
  if (!button) return;
  let coming: Promise<void> | null = null;
  const load = (): Promise<void> => {
    coming ??= loaded(button.dataset["search"] ?? "").catch((thrown: unknown) => {
      coming = null;
      throw thrown;
    });
    return coming;
  };
  const open = async (): Promise<void> => {
    try {
      await load();
      document.dispatchEvent(new Event(OPENED));
    } catch {
      // Without the network there is nothing to search; the button stays for another try.
    }
  };
  button.addEventListener("click", () => void open());
  button.addEventListener("focus", () => void load().catch(() => undefined));
  button.addEventListener("pointerenter", () => void load().catch(() => undefined));
  document.addEventListener("keydown", (event) => {
    if (!KEYS.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    void open();
  });
}

/** Whether the key goes into something that somebody writes in, or is already part of composing a word. */
function isTyping({ target, isComposing }: KeyboardEvent): boolean {
  const element = target instanceof HTMLElement ? target : null;
  return isComposing || element?.isContentEditable === true || element?.closest("input, textarea, select, dialog[open]") != null;
}

function loaded(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error("not loaded"));
    };
    document.head.append(script);
  });
}
