import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Services } from "../../../app/api/_lib/services.ts";
import { csafRoutes } from "../../../app/api/_routes/csaf.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { encodeNotice } from "../../../lib/domain/notice-document.ts";
import { board, noticeOf, recallOf } from "../world.ts";

const ORIGIN = "https://muster.example";

/** Three recalls; the notice of the second is missing and that of the third is altered. */
function site() {
  const asked: string[] = [];
  const register = { block: 7, isBroken: false };
  const digest = (id: number) => `0x${`0${id}`.repeat(32)}` as const;
  const recall = (id: number) => recallOf(id, { notice: digest(id), versions: [] });
  const services = {
    csaf: { category: "coordinator", name: "Muster", namespace: ORIGIN, contact: "a@muster.example", publicUrl: ORIGIN, chainId: 10 },
    documents: {
      async get(wanted: string) {
        if (wanted === digest(3)) throw new MusterError("document-altered", { digest: wanted });
        return wanted === digest(1) ? encodeNotice(noticeOf()) : null;
      },
    },
    feed: {
      health: async () => ({ chainId: 10, block: { number: register.block, timestamp: 1_790_000_000 } }),
      recalls: async () => {
        if (register.isBroken) throw new MusterError("api-unreachable", { url: "x", reason: "y" });
        return { items: [recall(1), recall(2), recall(3)], next: null };
      },
      recall: async (id: number) => {
        asked.push(`recall ${id}`);
        return recall(id);
      },
      batch: async (id: number) => {
        asked.push(`batch ${id}`);
        return { ...board, registeredAt: 1_700_000_000 };
      },
    },
  } as unknown as Services;
  const routes = csafRoutes(async () => services);
  const get = async (path: string): Promise<{ status: number; text: string; type: string | null }> => {
    const response = await routes.GET(new Request(`${ORIGIN}/csaf/${path}`), { params: Promise.resolve({ path: path.split("/") }) });
    return { status: response.status, text: await response.text(), type: response.headers.get("content-type") };
  };
  return { asked, register, services, get };
}

describe("advisories over the web", () => {
  const log = console.error;
  before(() => {
    console.error = () => undefined;
  });
  after(() => {
    console.error = log;
  });

  it("are served with hashes that fit, and are in the lists", async () => {
    const { get } = site();
    const index = await get("white/index.txt");
    expect(index.text).to.equal("2026/muster-10-1.json\n");
    const { text, type, status } = await get("white/2026/muster-10-1.json");
    expect([status, type]).to.deep.equal([200, "application/json; charset=utf-8"]);
    for (const algorithm of ["sha256", "sha512"]) {
      const hash = createHash(algorithm).update(text).digest("hex");
      expect((await get(`white/2026/muster-10-1.json.${algorithm}`)).text).to.equal(`${hash}  muster-10-1.json\n`);
    }
    expect(JSON.parse((await get("provider-metadata.json")).text).role).to.equal("csaf_provider");
    expect((await get("security.txt")).text).to.contain(`CSAF: ${ORIGIN}/.well-known/csaf/provider-metadata.json`);
  });

  it("of recalls whose notice is missing or altered are not there", async () => {
    const { get } = site();
    for (const id of [2, 3]) expect((await get(`white/2026/muster-10-${id}.json`)).status).to.equal(404);
    expect((await get("white/../../documents/x")).status).to.equal(404);
  });

  it("are written once for each newest block", async () => {
    const { asked, register, get } = site();
    await Promise.all([get("white/index.txt"), get("white/changes.csv")]);
    await get("white/feed-tlp-white.json");
    expect(asked.filter((question) => question === "recall 1")).to.have.length(1);
    register.block = 8;
    await get("white/index.txt");
    expect(asked.filter((question) => question === "recall 1")).to.have.length(2);
    expect(
      asked.filter((question) => question === "batch 1"),
      "batches never change",
    ).to.have.length(1);
  });

  it("are there again once the register answers again, and without a contact there is no security.txt", async () => {
    const { register, services, get } = site();
    register.isBroken = true;
    expect((await get("white/index.txt")).status).to.equal(503);
    register.isBroken = false;
    expect((await get("white/index.txt")).status).to.equal(200);
    services.csaf.contact = undefined;
    expect((await get("security.txt")).status).to.equal(404);
  });
});
