/** The media type of RFC 9264. */
export const LINKSET_TYPE = "application/linkset+json";

/** Where the web server finds the path of a product link, as it was asked, behind its own rewriting. */
export const LINK_HEADER = "x-gs1-link";

type Asked = { method: string; linkType: string | null; accept: string | null };

/**
 * Whether a request for a product link is one to the resolver: a program that wants links, or one kind of link. Everybody
 * else gets the page about the product.
 */
export const asksResolver = ({ method, linkType, accept }: Asked): boolean =>
  method === "OPTIONS" || linkType !== null || (accept ?? "").toLowerCase().includes(LINKSET_TYPE);
