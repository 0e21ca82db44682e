import { z } from "zod";
import { type CsafPublisher, PUBLISHER_CATEGORIES } from "../domain/csaf-recall.ts";

const web = z.url({ protocol: /^https?$/ });

/** Who publishes advisories, for every program that does. The descriptions complete the sentence "NAME must be …". */
export const publisherSettings = {
  MUSTER_CSAF_NAME: z.string().min(1).max(200).default("Muster register").describe("who publishes advisories, at most 200 characters"),
  MUSTER_CSAF_NAMESPACE: web.optional().describe("a web address that the publisher of advisories controls"),
  MUSTER_CSAF_CATEGORY: z
    .enum(PUBLISHER_CATEGORIES)
    .default("coordinator")
    .describe(`one of ${PUBLISHER_CATEGORIES.join(", ")}`),
  MUSTER_CSAF_CONTACT: z.string().min(1).max(500).optional().describe("a mail address or a web address, for advisories and security.txt"),
};

type Given = z.output<z.ZodObject<typeof publisherSettings>>;

/** @param publicUrl Address of the register's web pages; also the namespace of whoever names none. */
export const publisherOf = (given: Given, publicUrl: string, chainId: number): CsafPublisher => ({
  category: given.MUSTER_CSAF_CATEGORY,
  name: given.MUSTER_CSAF_NAME,
  namespace: given.MUSTER_CSAF_NAMESPACE ?? publicUrl,
  contact: given.MUSTER_CSAF_CONTACT,
  publicUrl: publicUrl.replace(/\/+$/, ""),
  chainId,
});
