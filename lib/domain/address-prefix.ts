/**
 * The network part of an address, in one text form whatever way it was written: RFC 4632 prefixes of IPv4, RFC 4291
 * ones of IPv6. Longer prefixes are cut to `bits`, shorter ones stay as they are.
 * @returns null where the text is no prefix.
 */
export function prefixOf(text: string, family: "ipv4" | "ipv6", bits: number): string | null {
  const match = /^([0-9a-fA-F:.]{2,45})\/(0|[1-9][0-9]{0,2})$/.exec(text);
  const groups = match && (family === "ipv4" ? groupsOfIpv4(match[1] as string) : groupsOfIpv6(match[1] as string));
  if (!match || !groups) return null;
  const [width, size] = family === "ipv4" ? [8, 32] : [16, 128];
  if (Number(match[2]) > size) return null;
  const length = Math.min(Number(match[2]), bits);
  const kept = groups.map((group, i) => {
    const free = Math.min(width, Math.max(0, (i + 1) * width - length));
    return (group >> free) << free;
  });
  return `${kept.map((group) => group.toString(16)).join(":")}/${length}`;
}

function groupsOfIpv4(text: string): number[] | null {
  const groups = text.split(".");
  return groups.length === 4 && groups.every((group) => /^(0|[1-9][0-9]{0,2})$/.test(group) && Number(group) < 256)
    ? groups.map(Number)
    : null;
}

function groupsOfIpv6(text: string): number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [front, back] = [halves[0] as string, halves[1] ?? ""].map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[]];
  const missing = 8 - front.length - back.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...front, ...Array<string>(halves.length === 1 ? 0 : missing).fill("0"), ...back];
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : null;
}
