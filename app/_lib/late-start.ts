/**
 * Keeps a page's scripts from running until they are of use. Public pages are read, searched and left by plain HTML, and a
 * phone would spend half a second on taking them over. The files are loaded in the meantime; they run with the first sign
 * of a person (a finger, a pointer, a key, scrolling), or at once where something is to be done unasked. A press that
 * came too early is done again as soon as there is somebody to hear it.
 *
 * Next.js runs what `next/script` put before hydration one after the other through `reduce` of the list `__next_s`
 * (next/dist/client/app-bootstrap.js), and hydrates when the promise is kept. Should it ever ask otherwise, pages start at once.
 *
 * Unasked means: the address carries something behind its #, which only scripts read; a part of the page waits for them; or
 * this visitor is known.
 *
 * Self-contained, because its text is written into the page.
 * @param isKnown Whether there is something to show to this visitor alone.
 * @param started The event after which what was pressed is done again.
 */
export function startLate(isKnown: () => boolean, started: string): void {
  const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin", "click", "submit"];
  let start: () => void = () => {};
  const sign = new Promise<void>((resolve) => {
    start = resolve;
  });
  let again: (() => void) | undefined;

  const notice = (event: Event): void => {
    start();
    const pressed = event.type === "click" && (event.target as Element).closest<HTMLElement>("button[type=button]");
    if (pressed) again = () => pressed.click();
    const form = event.target;
    // What has no address of its own is answered by a script alone.
    if (event.type === "submit" && form instanceof HTMLFormElement && !form.hasAttribute("action")) {
      event.preventDefault();
      again = () => form.requestSubmit();
    }
  };
  for (const name of signs) addEventListener(name, notice, { capture: true, passive: name !== "submit" });
  addEventListener(
    started,
    () => {
      for (const name of signs) removeEventListener(name, notice, { capture: true });
      again?.();
    },
    { once: true },
  );
  if (location.hash || isKnown()) start();
  addEventListener("DOMContentLoaded", () => document.querySelector("[data-waiting]") && start());
  Object.assign(self, { __next_s: { length: 1, reduce: () => sign } });
}
