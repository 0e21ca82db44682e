import type { NetworkStanding } from "../../lib/domain/network-standing.ts";
import { formatDay } from "./format.ts";
import { VERDICT_WORDS } from "./network-words.ts";

type Standings = { ipv4: NetworkStanding; ipv6: NetworkStanding };

/**
 * How a network stands in both families, as a picture of text alone that other sites can show: nothing in it is chosen by a
 * stranger, and it loads nothing.
 * @param standing Null for a network of which nothing is known.
 * @param now Time of the register.
 */
export function networkBadge(asn: number, standing: Standings | null, now: number): string {
  const line = (family: "ipv4" | "ipv6") => {
    const of = standing?.[family];
    const date = of?.newest ? `newest test ${formatDay(of.newest)}` : `on ${formatDay(now)}`;
    return { name: family === "ipv4" ? "IPv4" : "IPv6", word: VERDICT_WORDS[of?.verdict ?? "unknown"].word, date };
  };
  const lines = [line("ipv4"), line("ipv6")];
  const title = `Source address validation of AS${asn}. ${lines.map(({ name, word, date }) => `${name}: ${word}, ${date}.`).join(" ")}`;
  const rows = lines.map(
    ({ name, word, date }, i) =>
      `<text x="10" y="${42 + 20 * i}"><tspan class="soft">${name}</tspan> <tspan class="word">${word}</tspan> <tspan class="soft">${date}</tspan></text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="74" viewBox="0 0 400 74" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #1a1d21 } .soft { fill: #59616b; font-size: 12px } .word { font-weight: 600 }
rect { fill: #ffffff; stroke: #c9ced6 }
@media (prefers-color-scheme: dark) { text { fill: #eef1f4 } .soft { fill: #a9b1bb } rect { fill: #16191d; stroke: #3b424b } }
</style>
<rect x="0.5" y="0.5" width="399" height="73" rx="6"/>
<text x="10" y="21" class="word">AS${asn} on Muster</text>
${rows.join("\n")}
</svg>
`;
}
