import type { Hex } from "viem";
import { z } from "zod";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { empty, json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";
import { readSession, sessionCookie, sessionToken } from "../_lib/session.ts";
import { readSignIn, signInFailed } from "../_lib/sign-in.ts";

const signInSchema = z.strictObject({
  message: z.string().max(2_000),
  signature: z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{2,20000}$/)]),
});

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
      const { address, nonce } = readSignIn(message, { publicUrl, chainId, now: Date.now() });
      if (!(await store.sessions.consumeNonce(nonce))) throw signInFailed("it was used already, or took too long");
      if (!(await services.hasSigned(address, message, signature as Hex))) throw signInFailed("the signature is not this wallet's");

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
