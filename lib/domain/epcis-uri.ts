import { gtinCheckDigit } from "./gtin.ts";

/**
 * Things that GS1 has numbers for, as the one address that CBV 2.0 gives each: `https://id.gs1.org/...`. The older form is a URN in which
 * the number is taken apart, without its check digit; the newer one a GS1 Digital Link at any web site.
 */
const CANONICAL = "https://id.gs1.org/";

const checked = (digits: string): string => `${digits}${gtinCheckDigit(digits)}`;

/** Indicator, company and item, in the order in which a GTIN has them. */
const gtin = (company: string, item: string): string => checked(`${item[0]}${company}${item.slice(1)}`);

type Writer = (company: string, reference: string, ...more: string[]) => string;

/** What stands behind the serial number; patterns and classes have none. */
const serial = (ai: string, value = "*"): string => (value === "*" ? "" : `/${ai}/${value}`);
const behind = (value = "*"): string => (value === "*" ? "" : value);

const WRITERS: Record<string, Writer> = {
  sgtin: (company, item, of) => `01/${gtin(company, item)}${serial("21", of)}`,
  lgtin: (company, item, lot) => `01/${gtin(company, item)}${serial("10", lot)}`,
  upui: (company, item, of) => `01/${gtin(company, item)}${serial("235", of)}`,
  itip: (company, item, piece, total, of) => `8006/${gtin(company, item)}${piece}${total}${serial("21", of)}`,
  sscc: (company, item) => `00/${gtin(company, item)}`,
  sgln: (company, place, part) => `414/${checked(company + place)}${part === "0" ? "" : serial("254", part)}`,
  pgln: (company, party) => `417/${checked(company + party)}`,
  grai: (company, type, of) => `8003/0${checked(company + type)}${behind(of)}`,
  giai: (company, asset) => `8004/${company}${asset}`,
  gsrn: (company, reference) => `8018/${checked(company + reference)}`,
  gsrnp: (company, reference) => `8017/${checked(company + reference)}`,
  gdti: (company, type, of) => `253/${checked(company + type)}${behind(of)}`,
  cpi: (company, part, of) => `8010/${company}${part}${serial("8011", of)}`,
  sgcn: (company, coupon, of) => `255/${checked(company + coupon)}${behind(of)}`,
  ginc: (company, consignment) => `401/${company}${consignment}`,
  gsin: (company, shipment) => `402/${checked(company + shipment)}`,
};

const URN = /^urn:epc:(?:id|class|idpat):(\w+):([^.]+)\.([^.]+)(?:\.(.+))?$/;

/** Keys of GS1, and the path behind them. */
const LINK = /^https?:\/\/[^?#]*?\/((?:00|01|253|255|401|402|414|417|8003|8004|8006|8010|8017|8018)\/[^?#]+)$/;

/** The canonical address of whatever GS1 numbers; everything else as it is. */
export function canonicalUri(uri: string): string {
  const urn = URN.exec(uri);
  if (urn) {
    const [, scheme = "", company = "", reference = "", rest] = urn;
    // Only pieces of a whole have more than one part behind the reference; serials may have dots of their own.
    const more = rest === undefined ? [] : scheme === "itip" ? rest.split(".") : [rest];
    const writer = WRITERS[scheme];
    return writer ? `${CANONICAL}${writer(company, reference, ...more)}` : uri;
  }
  const link = LINK.exec(uri);
  return link ? `${CANONICAL}${link[1]}` : uri;
}
