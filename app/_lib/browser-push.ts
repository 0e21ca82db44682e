import { MusterError } from "../../lib/domain/errors.ts";

/** What this browser can do, and its present subscription. */
export type BrowserPush = { can: "unsupported" | "denied" } | { can: "subscribe"; endpoint: string | null };

const SCRIPT = "/sw.js";

const isSupported = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export async function readBrowserPush(): Promise<BrowserPush> {
  if (!isSupported()) return { can: "unsupported" };
  if (Notification.permission === "denied") return { can: "denied" };
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  return { can: "subscribe", endpoint: subscription?.endpoint ?? null };
}

const isFor = (subscription: PushSubscription, vapidKey: string): boolean => {
  const key = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...key))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  return text.replace(/=+$/, "") === vapidKey;
};

/**
 * Asks the visitor for permission and the browser for a subscription. Called from a press of a button, as browsers demand.
 * @returns null when the visitor declined. @throws MusterError `push-unavailable`.
 */
export async function subscribe(vapidKey: string): Promise<PushSubscriptionJSON | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  try {
    await navigator.serviceWorker.register(SCRIPT, { updateViaCache: "none" });
    const { pushManager } = await navigator.serviceWorker.ready;
    const known = await pushManager.getSubscription();
    if (known && isFor(known, vapidKey)) return known.toJSON();
    await known?.unsubscribe();
    return (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: vapidKey })).toJSON();
  } catch (cause) {
    throw new MusterError("push-unavailable", {}, { cause });
  }
}

export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
