import { mailQueryIn } from "../_lib/request.ts";
import { route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

type Context = { params: Promise<{ token: string }> };

/**
 * Ends mails to the address that a mail went to, or of one about a model the mails about that model: by the mail program's own button (RFC 8058: a POST with no cookie and no
 * page), or by the form of the page that the mail links to. Whoever has the mail may do it, so nobody signs in and no
 * origin is asked for. The answer is the same for an address that is gone: nothing is learned by trying.
 */
export const unsubscribeRoutes = (provide: Provide) => ({
  POST: route<Context>(async (request, { params }) => {
    const { store } = await provide();
    const everything = new URL(request.url).searchParams.has("all");
    await store.contacts.unsubscribe((await params).token, { everything });
    const headers = { "cache-control": "no-store" };
    if (!request.headers.get("accept")?.includes("text/html")) return new Response(null, { status: 200, headers });
    return new Response(null, {
      status: 303,
      headers: { ...headers, location: `/unsubscribe/ended?${mailQueryIn(request)}${everything ? "&all" : ""}` },
    });
  }),

  /** Mail programs and scanners open every link; that must not end anything. */
  GET: route<Context>(async (request, { params }) => {
    const location = `/unsubscribe/${encodeURIComponent((await params).token)}?${mailQueryIn(request)}`;
    return new Response(null, { status: 303, headers: { location } });
  }),
});
