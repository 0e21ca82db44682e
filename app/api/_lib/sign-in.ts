import type { Address } from "viem";
import { parseSiweMessage, type SiweMessage } from "viem/siwe";
import { MusterError } from "../../../lib/domain/errors.ts";
import { ownOrigins } from "./origin.ts";

/** How far the visitor's clock may be from ours, and how long a sign-in may stay on its way. */
const CLOCK_SECONDS = 5 * 60;

export const signInFailed = (problem: string): MusterError => new MusterError("sign-in-failed", { problem });

export type SignIn = Partial<SiweMessage> & { address: Address; nonce: string };

/** The site, the chain and the moment (Unix milliseconds) that a message has to be for. */
export type SignInPlace = { publicUrl: string; chainId: number; now: number };

/**
 * Reads a sign-in message (EIP-4361) and holds each field against this site: a message for another site, chain or day must not
 * open this one. Stricter than the standard: it has to be minutes old and to end. Neither signature nor nonce is looked at.
 * @throws MusterError `sign-in-failed`
 */
export function readSignIn(message: string, { publicUrl, chainId, now }: SignInPlace): SignIn {
  const fields = parseSiweMessage(message);
  const origins = ownOrigins(publicUrl);
  if (!fields.domain || !origins.some((origin) => new URL(origin).host === fields.domain))
    throw signInFailed("it was made for another site");
  if (!fields.address || !fields.uri || !fields.nonce) throw signInFailed("it is incomplete");
  if (!URL.canParse(fields.uri) || !origins.includes(new URL(fields.uri).origin)) throw signInFailed("it was made for another address");
  if (fields.version !== "1") throw signInFailed("it has another version");
  if (fields.chainId !== chainId) throw signInFailed("it was made for another chain");
  const issued = fields.issuedAt?.getTime() ?? Number.NaN;
  const expires = fields.expirationTime?.getTime() ?? Number.NaN;
  const notBefore = fields.notBefore?.getTime() ?? 0;
  if (!(Math.abs(now - issued) <= CLOCK_SECONDS * 1000) || !(expires > now) || !(notBefore <= now))
    throw signInFailed("it has expired, or a clock is wrong");
  return { ...fields, address: fields.address, nonce: fields.nonce };
}
