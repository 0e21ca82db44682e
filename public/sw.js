// The service worker of this site: shows a notification for each push message, also while no page is open, and opens what
// it is about. It keeps nothing and answers no requests, so pages load as if it were not there.

/** What the notifier sends (notifier/channels/push.ts). A message that cannot be read still shows something: browsers demand it. */
function read(data) {
  try {
    const { title, path, tag } = data.json();
    if (typeof title === "string" && typeof path === "string") return { title, path, tag };
  } catch {
    // not of ours
  }
  return { title: "Muster", path: "/my/inbox" };
}

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { title, path, tag } = read(event.data);
  // With the tag of the one that it replaces; whoever missed that one should notice this one.
  event.waitUntil(
    self.registration.showNotification(title, { icon: "/icon.svg", data: { path }, ...(tag ? { tag, renotify: true } : {}) }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Only pages of this site, whatever the message says.
  const url = new URL(event.notification.data?.path ?? "/my/inbox", self.location.origin);
  if (url.origin !== self.location.origin) return;
  const open = async () => {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const known = pages.find((page) => new URL(page.url).pathname === url.pathname);
    return known ? known.focus() : self.clients.openWindow(url.href);
  };
  event.waitUntil(open());
});
