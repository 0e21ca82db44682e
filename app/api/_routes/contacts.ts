import type { Address } from "viem";
import { z } from "zod";
import type { Pending } from "../../../lib/store/confirmations.ts";
import type { Contact } from "../../../lib/store/contacts.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide, Services } from "../_lib/services.ts";
import { requireSession } from "../_lib/session.ts";

/** The store judges the values. */
const contactSchema = z.strictObject({ email: z.string().max(320), language: z.string().max(35) });

/** Where somebody is told, and the address that waits for confirmation. */
export type OwnContact = { contact: Contact | null; pending: Pending | null };

const ownContact = async ({ store }: Services, owner: Address): Promise<OwnContact> => ({
  contact: await store.contacts.get(owner),
  pending: await store.confirmations.pending(owner),
});

/** One's own address for notices. There is no way to name another owner: the session says whose it is. */
export const contactsRoutes = (provide: Provide) => ({
  GET: route(async (request) => {
    const services = await provide();
    const owner = await requireSession(request, services);
    return json(await ownContact(services, owner));
  }),

  /** Leaves an address: it counts once the mail that goes there was answered. */
  PUT: route(async (request) => {
    const services = await provide();
    requireOwnOrigin(request, services.publicUrl);
    const owner = await requireSession(request, services);
    await services.store.confirmations.ask(owner, await readJson(request, contactSchema), visitorOf(request));
    return json(await ownContact(services, owner));
  }),
});
