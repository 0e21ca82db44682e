import { createHmac, ECDH, randomBytes } from "node:crypto";
import { type Hex, hexToBytes } from "viem";
import { z } from "zod";
import type { EndpointKind } from "../domain/endpoint.ts";
import { MusterError } from "../domain/errors.ts";
import { seal, unseal } from "./envelope.ts";

/** What a browser gives out to be reached by (W3C Push API), in base64url. */
type PushSubscription = { endpoint: string; keys: { p256dh: string; auth: string } };

/** What is sealed in a row. A webhook's former secret signs beside the new one until its last day is over. */
export type PushDetails = PushSubscription & { /** BCP 47 tag of the browser's language. */ language: string };
export type WebhookDetails = { url: string; secret: string; former: { secret: string; until: number } | null };
export type Details = { push: PushDetails; webhook: WebhookDetails };

const bytes = (length: number) => z.string().refine((text) => Buffer.from(text, "base64url").length === length);
/** Nothing can be encrypted for what is no point of the curve. */
const isPoint = (text: string): boolean => {
  try {
    ECDH.convertKey(text, "prime256v1", "base64url");
    return true;
  } catch {
    return false;
  }
};
export const subscriptionSchema = z.object({
  endpoint: z.string().max(2_048),
  keys: z.object({ p256dh: bytes(65).refine(isPoint), auth: bytes(16) }),
});

const keyContext = (address: string, kind: EndpointKind): string => `muster/endpoint-key/1|${address}|${kind}`;
const sealContext = (address: string, kind: EndpointKind): string => `muster/endpoint/1|${address}|${kind}`;

/** Seals and opens rows of `contacts.endpoint`. */
export function createBox(masterKey: Hex | undefined) {
  const master = (): Uint8Array => {
    const key = masterKey && hexToBytes(masterKey);
    if (key?.length !== 32) throw new MusterError("master-key-invalid");
    return key;
  };
  return {
    /** Each value gets a key of its own: what the old key sealed is gone with it. */
    close<Kind extends EndpointKind>(address: string, kind: Kind, details: Details[Kind]): { wrappedKey: Buffer; sealed: Buffer } {
      const key = randomBytes(32);
      return {
        wrappedKey: seal(master(), key, keyContext(address, kind)),
        sealed: seal(key, Buffer.from(JSON.stringify(details), "utf8"), sealContext(address, kind)),
      };
    },
    /** @throws MusterError `contact-unreadable`. */
    open<Kind extends EndpointKind>(address: string, kind: Kind, row: { wrapped_key: Buffer; sealed: Buffer }): Details[Kind] {
      const key = master();
      try {
        const own = unseal(key, row.wrapped_key, keyContext(address, kind));
        return JSON.parse(unseal(own, row.sealed, sealContext(address, kind)).toString("utf8")) as Details[Kind];
      } catch (cause) {
        throw new MusterError("contact-unreadable", {}, { cause });
      }
    },
    tag: (address: string, kind: EndpointKind, what: string): Buffer =>
      createHmac("sha256", master()).update(`muster/endpoint-tag/1|${address}|${kind}|${what}`).digest(),
  };
}
