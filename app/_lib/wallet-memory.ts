/** Where wagmi keeps the visitor's connections. */
const STORE = "wagmi.store";

/** Whether this browser had a wallet connected when it was here last. Asked without any of the wallets' code. */
export function hasConnection(): boolean {
  try {
    const { state } = JSON.parse(localStorage.getItem(STORE) ?? "{}") as { state?: { current?: unknown } };
    return typeof state?.current === "string";
  } catch {
    return false; // no storage, or not wagmi's text: then nothing can be connected again either
  }
}
