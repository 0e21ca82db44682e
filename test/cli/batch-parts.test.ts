import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { partsGiven } from "../../cli/parts-file.ts";
import { NO_ATTACKS, NO_DISCLOSURES } from "../app/world.ts";
import { refuse, succeed } from "./muster.ts";

const ZERO = `0x${"00".repeat(32)}`;
const maker = { id: 1, name: "Lumen Forge", domain: "lumenforge.example" };
const modelRef = (kind: string) => ({ id: "1-09506000134352", gtin: "09506000134352", name: "LF-210 camera board", kind, maker });
const models = [
  {
    ...modelRef("component"),
    supportEnd: 0,
    registeredAt: 0,
    releases: [],
    declaration: null,
    certificates: [],
    disclosures: NO_DISCLOSURES,
    attacks: NO_ATTACKS,
  },
  {
    ...modelRef("device"),
    id: "1-09520123456788",
    gtin: "09520123456788",
    supportEnd: 0,
    registeredAt: 0,
    releases: [],
    declaration: null,
    certificates: [],
    disclosures: NO_DISCLOSURES,
    attacks: NO_ATTACKS,
  },
];
const batch = (id: number, lot: string) => ({
  ...{ id, lot, size: 100, madeFrom: 0, madeTo: 0, model: modelRef("component"), root: ZERO, manifest: ZERO, factoryRelease: 0 },
  ...{ registeredAt: 0, tx: ZERO, claimed: 0, frozen: [], parts: [], wholes: [] },
});

type Mapping = {
  mapped: { batchId: number }[];
  ambiguous: { candidates: { batchId: number }[] }[];
  unknown: { part: { name: string } }[];
  others: object;
};

describe("muster batch parts", function () {
  this.timeout(60_000);
  let dir: string;
  let server: Server;
  let api: Record<string, string>;
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "muster-parts-"));
    // Two pages of batches: what stands on the second counts as well.
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://a");
      const second = searchParams.has("cursor");
      const batches = { items: [second ? batch(8, "LF-2410") : batch(7, "LF-2409")], next: second ? null : "7" };
      response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify(pathname === "/v1/models" ? { items: models, next: null } : batches));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    api = { MUSTER_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  });
  after(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const file = (name: string, content: string): string => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const part = (change: object) => ({ type: "device", name: "LF-210 camera board", supplier: { name: "Lumen Forge" }, ...change });
  const bill = (components: object[]): string => JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", components });
  const lot = (value: string) => ({ properties: [{ name: "lot", value }] });

  it("writes what is certain as parts that register takes, and the rest as remarks", async () => {
    const hostile = "\u202enot\u202c\n9:0-99";
    const path = file(
      "bill.json",
      bill([part(lot("LF-2410")), part(lot("LF-2410")), part({}), part({ name: hostile }), { type: "library", name: "zlib" }]),
    );
    const out = join(dir, "camera.parts");
    const result = await succeed<Mapping>(["batch", "parts", path, "--units", "0-9999", "--out", out], api);
    expect(result.mapped.map(({ batchId }) => batchId)).to.deep.equal([8, 8]);
    expect(result.ambiguous.map(({ candidates }) => candidates.map(({ batchId }) => batchId))).to.deep.equal([[7, 8]]);
    expect(result.unknown.map(({ part: one }) => one.name)).to.deep.equal([hostile]);
    expect(result.others).to.deep.equal({ library: 1 });
    expect(await partsGiven({ partsFile: out })).to.deep.equal([{ batchId: 8, first: 0, last: 9999 }]);
    const text = readFileSync(out, "utf8");
    expect(text).to.contain("# to decide: ").and.to.contain("#   7:0-9999").and.to.contain("# unknown: ");
    expect(text).not.to.match(/[\u202a-\u202e]|^9:/m);
  });

  it("never overwrites a file, and refuses a bill that breaks its rules before the register is asked", async () => {
    const out = file("taken.parts", "");
    const good = file("good.json", bill([]));
    expect((await refuse(["batch", "parts", good, "--units", "0-1", "--out", out], api)).code).to.equal("file-exists");
    const bad = file("bad.json", bill([{ name: "no type" }]));
    const { code, message } = await refuse(["batch", "parts", bad, "--units", "0-1", "--out", join(dir, "new")], {
      MUSTER_API_URL: "http://127.0.0.1:9",
    });
    expect([code, message.includes("components.0.type")]).to.deep.equal(["bill-invalid", true]);
    expect((await refuse(["batch", "parts", good, "--units", "5-1", "--out", join(dir, "new")], api, 2)).code).to.equal("usage");
  });

  it("writes lines that a person may decide by hand; a line that is no part is named", async () => {
    const path = file("hand.parts", "# mine\n3:0-99  # boards\r\n\n4:100-199\n");
    expect(await partsGiven({ partsFile: path, parts: [] })).to.deep.equal([
      { batchId: 3, first: 0, last: 99 },
      { batchId: 4, first: 100, last: 199 },
    ]);
    expect(await partsGiven({})).to.equal(undefined);
    const wrong = file("wrong.parts", "3:0-99\nthree boards\n");
    const { code, message } = await refuse(["batch", "register", dir, "--parts-file", wrong], api);
    expect([code, message.startsWith("Line 2 of ")]).to.deep.equal(["parts-file-invalid", true]);
  });
});
