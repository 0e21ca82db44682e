import type { DeviceView, ModelView } from "../../../lib/feed/wire.ts";

/** One thing to do so that a device cannot be taken over. A mark is kept under its id, so what has to be done anew has a new one. */
type HardeningItem = { id: string; text: string };

type Credentials = NonNullable<ModelView["declaration"]>["credentials"];

/** About the password, by what the model's maker declares of how it is delivered; null where there is none to set. */
const PASSWORD: Record<Credentials, string | null> = {
  absent: null,
  shared: "Change the password now: every device of this model comes with the same one, and attackers know it.",
  "unique-per-device": "Change the password that is printed on the device if others could have read it.",
  "set-by-user": "Give it a password that you use nowhere else.",
};

const NOT_DECLARED = "Change the password it came with to one that you use nowhere else.";

/** What to do about a device of a model, the most important first. */
export function hardeningItems(declaration: ModelView["declaration"], { releases, release }: Pick<DeviceView, "releases" | "release">) {
  const newest = releases.at(-1);
  const missing = newest && release < newest.sequence ? newest : null;
  const password = declaration ? PASSWORD[declaration.credentials] : NOT_DECLARED;
  const items: (HardeningItem | null)[] = [
    password ? { id: "password", text: password } : null,
    missing
      ? { id: `update-${missing.sequence}`, text: `Install version ${missing.version}, the newest, and let it update itself from then on.` }
      : { id: "updates", text: "Let it update itself." },
    { id: "remote", text: "Switch off what you do not use: access from outside the home, UPnP, Telnet, sharing with a cloud." },
    { id: "network", text: "Put it into your router's guest network, so that it cannot reach your computers." },
    { id: "people", text: "Remove people and apps that need it no longer, such as those of an earlier owner." },
  ];
  return items.filter((item) => item !== null);
}

/** The ids marked as done, from what a browser kept; whatever is not ours counts as nothing. */
export function marksFrom(kept: string | null): Set<string> {
  try {
    const ids: unknown = JSON.parse(kept ?? "[]");
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : []);
  } catch {
    return new Set();
  }
}
