/**
 * Whether this browser had a wallet connected when it was here last, by what wagmi keeps of it. Asked without any of the
 * wallets' code; self-contained, because public pages ask it before their scripts run (`startLate`).
 */
export function hasConnection(): boolean {
  try {
    const { state } = JSON.parse(localStorage.getItem("wagmi.store") ?? "{}") as { state?: { current?: unknown } };
    return typeof state?.current === "string";
  } catch {
    return false; // no storage, or not wagmi's text: then nothing can be connected again either
  }
}
