import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** IANA's special-purpose registry for IPv4, with multicast and what is reserved: nothing of it is the public internet. */
const BLOCKED_IPV4 = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // shared by a provider's customers
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local, with the clouds' metadata services
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.31.196.0/24", // AS112
  "192.52.193.0/24", // automatic multicast tunnels
  "192.88.99.0/24", // 6to4 relays
  "192.168.0.0/16", // private
  "192.175.48.0/24", // AS112
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, and broadcast
];

/**
 * Of IPv6 only 2000::/3 is given out for the internet, so all around it is blocked: loopback, unspecified, IPv4 in all its
 * disguises (mapped, compatible, translated, NAT64), unique local, link-local, site-local, multicast, discard and segment
 * routing. Then the special purposes inside it.
 */
const BLOCKED_IPV6 = [
  "::/3",
  "4000::/2",
  "8000::/1",
  "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID and more
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4, which holds any IPv4 address
  "2620:4f:8000::/48", // AS112
  "3fff::/20", // documentation
];

/** A list for each version: a list of both takes every IPv4 address for the IPv6 address that it is mapped to. */
const blockList = (ranges: readonly string[], version: "ipv4" | "ipv6"): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", bits] = range.split("/");
    list.addSubnet(network, Number(bits), version);
  }
  return list;
};
const ipv4 = blockList(BLOCKED_IPV4, "ipv4");
const ipv6 = blockList(BLOCKED_IPV6, "ipv6");

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  return [...left, ...Array(8 - left.length - right.length).fill("0"), ...right].map((group) => Number.parseInt(group, 16));
}

/** An IPv4 address in the second half, whatever the network (ISATAP). */
const isTunnel = ([, , , , flags, mark]: number[]): boolean => (flags === 0 || flags === 0x200) && mark === 0x5efe;

/** Whether nothing may be sent to this address: one of a special purpose, or one of this machine itself. */
export function isBlocked(address: string): boolean {
  const version = isIP(address);
  // A zone names an interface of this machine: no address of the internet has one.
  if (version === 0 || address.includes("%")) return true;
  if (version === 4) return ipv4.check(address, "ipv4") || isOwn(address, String);
  return ipv6.check(address, "ipv6") || isTunnel(groupsOf(address)) || isOwn(address, (text) => groupsOf(text).join());
}

const isOwn = (address: string, canonical: (text: string) => string): boolean =>
  Object.values(networkInterfaces()).some((all) =>
    all?.some((own) => isIP(own.address) === isIP(address) && canonical(own.address) === canonical(address)),
  );
