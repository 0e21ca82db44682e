import { mailQueryIn } from "../_lib/request.ts";
import { route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

type Context = { params: Promise<{ token: string }> };

/**
 * Confirms the address that a mail went to, by the form of the page that the mail links to. Whoever has the mail may do it,
 * also on a device on which nobody is signed in.
 */
export const confirmRoutes = (provide: Provide) => ({
  POST: route<Context>(async (request, { params }) => {
    const { store } = await provide();
    const isConfirmed = await store.confirmations.confirm((await params).token);
    const location = `/confirm/${isConfirmed ? "done" : "over"}?${mailQueryIn(request)}`;
    return new Response(null, { status: 303, headers: { "cache-control": "no-store", location } });
  }),

  /** Mail programs and scanners open every link; that must not confirm anything. */
  GET: route<Context>(async (request, { params }) => {
    const location = `/confirm/${encodeURIComponent((await params).token)}?${mailQueryIn(request)}`;
    return new Response(null, { status: 303, headers: { "cache-control": "no-store", location } });
  }),
});
