import type { Address, Hex } from "viem";
import { parseSiweMessage, type SiweMessage } from "viem/siwe";
import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { ownOrigins, requireOwnOrigin } from "../_lib/origin.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";
import { readSession, sessionCookie, sessionToken } from "../_lib/session.ts";

const signInSchema = z.strictObject({
  message: z.string().max(2_000),
  signature: z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{2,20000}$/)]),
});

/** How far the visitor's clock may be from ours, and how long a sign-in may stay on its way. */
const CLOCK_SECONDS = 5 * 60;

const failed = (problem: string): MusterError => new MusterError("sign-in-failed", { problem });

type SignIn = Partial<SiweMessage> & { address: Address; nonce: string };

/** Each field is compared, not only the signature: a message for another site, chain or day must not open this one. */
function checkFields(message: string, publicUrl: string, chainId: number, now: number): SignIn {
  const fields = parseSiweMessage(message);
  const origins = ownOrigins(publicUrl);
  if (!fields.domain || !origins.some((origin) => new URL(origin).host === fields.domain)) throw failed("it was made for another site");
  if (!fields.uri || !URL.canParse(fields.uri) || !origins.includes(new URL(fields.uri).origin))
    throw failed("it was made for another address");
  if (fields.version !== "1") throw failed("it has another version");
  if (fields.chainId !== chainId) throw failed("it was made for another chain");
  if (!fields.address || !fields.nonce) throw failed("it is incomplete");
  const issued = fields.issuedAt?.getTime() ?? Number.NaN;
  const expires = fields.expirationTime?.getTime() ?? Number.NaN;
  const notBefore = fields.notBefore?.getTime() ?? 0;
  if (!(Math.abs(now - issued) <= CLOCK_SECONDS * 1000) || !(expires > now) || !(notBefore <= now))
    throw failed("it has expired, or a clock is wrong");
  return { ...fields, address: fields.address, nonce: fields.nonce };
}

/** Sign-in with a wallet (EIP-4361). */
export function sessionRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 20, perMinute: 20 });
  return {
    /** Who is signed in. */
    GET: route(async (request) => json({ address: await readSession(request, await provide()) })),

    /** Signs in: a new session each time, never one that a visitor brought along. */
    POST: route(async (request) => {
      const services = await provide();
      const { publicUrl, chainId, store } = services;
      requireOwnOrigin(request, publicUrl);
      limit.take(visitorOf(request));
      const { message, signature } = await readJson(request, signInSchema);
      const { address, nonce } = checkFields(message, publicUrl, chainId, Date.now());
      if (!(await store.sessions.consumeNonce(nonce))) throw failed("it was used already, or took too long");
      if (!(await services.hasSigned(address, message, signature as Hex))) throw failed("the signature is not this wallet's");

      const before = sessionToken(request, publicUrl);
      if (before) await store.sessions.end(before);
      const token = await store.sessions.create(address);
      return json({ address }, { headers: { "set-cookie": sessionCookie(publicUrl, token) } });
    }),

    /** Signs out. */
    DELETE: route(async (request) => {
      const { publicUrl, store } = await provide();
      requireOwnOrigin(request, publicUrl);
      const token = sessionToken(request, publicUrl);
      if (token) await store.sessions.end(token);
      return empty({ headers: { "set-cookie": sessionCookie(publicUrl, null) } });
    }),
  };
}

/** Numbers for sign-in messages, each good for one sign-in. */
export function nonceRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 20, perMinute: 20 });
  return {
    POST: route(async (request) => {
      const { publicUrl, store } = await provide();
      requireOwnOrigin(request, publicUrl);
      limit.take(visitorOf(request));
      return json({ nonce: await store.sessions.createNonce() });
    }),
  };
}
