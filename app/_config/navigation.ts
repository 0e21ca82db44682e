export type NavigationLink = { href: string; label: string };

export type Audience = {
  id: "public" | "owner" | "manufacturer" | "regulator";
  label: string;
  /** First one is where the audience's own name leads. */
  links: readonly [NavigationLink, ...NavigationLink[]];
};

/** The menus, by audience, in the order shown. Headers, phone menu and footer are all drawn from this. */
export const NAVIGATION: readonly Audience[] = [
  {
    id: "public",
    label: "Look up",
    links: [
      { href: "/", label: "Look up a device" },
      { href: "/recalls", label: "Recalls" },
      { href: "/disclosures", label: "Disclosures" },
      { href: "/networks", label: "Networks" },
      { href: "/organizations", label: "Organisations" },
    ],
  },
  {
    id: "owner",
    label: "Owners",
    links: [
      { href: "/my/devices", label: "My devices" },
      { href: "/claim", label: "Claim a device" },
      { href: "/my/inbox", label: "Inbox" },
      { href: "/my/settings", label: "Settings" },
      { href: "/contain", label: "A device attacks" },
    ],
  },
  {
    id: "manufacturer",
    label: "Makers",
    links: [
      { href: "/console", label: "Overview" },
      { href: "/console/models", label: "Models" },
      { href: "/console/batches", label: "Batches" },
      { href: "/console/releases", label: "Releases" },
      { href: "/console/recalls", label: "Recalls" },
      { href: "/console/advisories", label: "Advisories" },
      { href: "/console/disputes", label: "Disputes" },
      { href: "/console/disclosures", label: "Disclosures" },
      { href: "/console/certificates", label: "Certificates" },
      { href: "/console/networks", label: "Networks" },
      { href: "/console/abuse", label: "Abuse reports" },
      { href: "/console/operators", label: "Keys" },
    ],
  },
  {
    id: "regulator",
    label: "Regulators",
    links: [
      { href: "/regulator", label: "Desk" },
      { href: "/regulator/history", label: "Recall history" },
      { href: "/regulator/bodies", label: "Bodies" },
    ],
  },
];

const covers = (href: string, pathname: string): boolean => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`));

/** Pages that no menu names, with the link that they belong to. */
const UNLISTED: readonly [RegExp, string][] = [
  [/^\/(devices|batches|models|01|verify-owner)\/./, "/"], // what a look-up leads to
  [/^\/fix(\/[^/]*)?$/, "/"], // the link of a provider
  [/^\/fix\/.+\/device$/, "/claim"],
  [/^\/(recover|handover)(\/|$)/, "/claim"], // other ways to get a device
  [/^\/(prove$|show-owner\/.)/, "/my/devices"],
];

/** The link that a path belongs to: the longest that covers it, so that `/recalls/2` is under "Recalls". */
export function activeLink(pathname: string): { audience: Audience; link: NavigationLink } | null {
  const path = UNLISTED.find(([pattern]) => pattern.test(pathname))?.[1] ?? pathname;
  const found = NAVIGATION.flatMap((audience) => audience.links.map((link) => ({ audience, link })))
    .filter(({ link }) => covers(link.href, path))
    .sort((a, b) => b.link.href.length - a.link.href.length);
  return found[0] ?? null;
}
