/** Runs once when the server starts: a wrong setting or a missing deployment ends it with a sentence, before the first visitor. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { publicConfig } = await import("./app/_lib/server.ts");
  publicConfig();
}
