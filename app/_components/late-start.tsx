import { headers } from "next/headers";
import { startLate } from "@/app/_lib/late-start.ts";
import { STARTED } from "@/app/_lib/started.ts";
import { hasConnection } from "@/app/_lib/wallet-memory.ts";
import { Started } from "./started.tsx";

/** Stands first in a page that is whole without scripts: see `startLate`. */
export async function LateStart() {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const text = `(${startLate})(${hasConnection},${JSON.stringify(STARTED)})`;
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own functions, and nobody's text */}
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: text }} />
      <Started />
    </>
  );
}
