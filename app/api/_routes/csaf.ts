import { securityTxt } from "../../../lib/domain/csaf-provider.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { createAdvisories, type ProviderFolder } from "../../../lib/feed/advisories.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { route } from "../_lib/respond.ts";
import type { Provide, Services } from "../_lib/services.ts";

type Context = { params: Promise<{ path: string[] }> };
type Kept = { block: number; folder: Promise<ProviderFolder> };

/**
 * Every recall as a CSAF advisory, and the lists by which programs find them. All of it follows from the chain, so it is
 * written once for each newest block; a crawler that fetches every file asks the register once.
 */
export function csafRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 600, perMinute: 1_200 });
  let advisories: ReturnType<typeof createAdvisories> | undefined;
  let kept: Kept | undefined;

  async function folderOf({ feed, documents, csaf }: Services): Promise<ProviderFolder> {
    advisories ??= createAdvisories(feed, (digest) => documents.get(digest), csaf);
    const { block } = await feed.health();
    if (kept?.block === block.number) return kept.folder;
    const written = { block: block.number, folder: advisories.folder() };
    kept = written;
    try {
      return await written.folder;
    } catch (error) {
      if (kept === written) kept = undefined;
      throw error;
    }
  }

  return {
    GET: route<Context>(async (request, { params }) => {
      limit.take(visitorOf(request));
      const path = `csaf/${(await params).path.join("/")}`;
      const services = await provide();
      const text = path === "csaf/security.txt" ? securityTxt(services.csaf, Math.floor(Date.now() / 1000)) : null;
      if (text) return new Response(text, { headers: headersOf("text/plain; charset=utf-8") });
      const { files, withoutNotice } = await folderOf(services);
      if (withoutNotice.length > 0)
        console.error(`web: no advisory of recalls ${withoutNotice.join(", ")}: their notices are missing or altered`);
      const file = files.get(path);
      if (!file) throw new MusterError("route-unknown", { path: `/${path}` });
      return new Response(Buffer.from(file.content), { headers: headersOf(file.type) });
    }),
  };
}

/** For everybody, and for a minute: a recall must not wait in a cache. */
const headersOf = (type: string) => ({
  "content-type": type,
  "cache-control": "public, max-age=60",
  "access-control-allow-origin": "*",
});
