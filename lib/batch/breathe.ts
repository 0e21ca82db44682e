/** How long a build may keep its thread to itself. */
const TURN_MS = 50;

/** @returns What lets others have a turn when it is due: signals, progress, a page that is to be drawn. */
export function breather(): () => Promise<void> | undefined {
  let since = Date.now();
  return () => {
    if (Date.now() - since < TURN_MS) return undefined;
    return new Promise((resume) =>
      setTimeout(() => {
        since = Date.now();
        resume();
      }),
    );
  };
}
