import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parseCsaf } from "../../lib/domain/csaf.ts";
import type { BatchId } from "../../lib/domain/ids.ts";
import { decodeNotice, encodeNotice } from "../../lib/domain/notice-document.ts";
import { BOARD_NOTICE, LAMP_NOTICE } from "../../scripts/story/notices.ts";
import { csafFindings } from "../lib/csaf-validator.ts";
import { refuse, succeed } from "./muster.ts";
import { type Register, startRegister } from "./register.ts";

const BOARD = "09506000210414";
const CAMERA = "09506000134352";
const WEB = "https://muster.example";

type Reached = { involved: number; brands: number; batchesFound: { brand: string; lot: string; units: number; kind: string }[] };
type Matched = {
  products: { id: string; matches: { strength: string; model: string; questions: string[] }[] }[];
  leftOver: string[];
  certain: { scope: string[]; reached: Reached | null };
  atMost: { scope: string[]; reached: Reached | null };
  draft: string | null;
};

describe("muster advisory", function () {
  this.timeout(240_000);
  let register: Register;
  let board: BatchId;
  const file = (name: string): string => join(register.dir, name);
  const run = <Result>(...args: string[]): Promise<Result> => succeed<Result>(args, { ...register.env, MUSTER_PUBLIC_URL: WEB });

  /** An advisory about the board by its model number, and about products that nobody registered. */
  const advisory = {
    document: {
      category: "csaf_security_advisory",
      csaf_version: "2.0",
      title: "Hidden login",
      notes: [{ category: "summary", text: "A hidden login." }],
      publisher: { name: "Somebody", category: "coordinator", namespace: "https://somebody.example" },
      tracking: { id: "S-1", version: "1", initial_release_date: "2026-01-01T00:00:00Z", current_release_date: "2026-01-01T00:00:00Z" },
    },
    product_tree: {
      branches: [
        {
          category: "vendor",
          name: "Lumen Forge AS",
          branches: [
            {
              category: "product_name",
              name: "Board",
              product: { product_id: "P1", name: "Board", product_identification_helper: { model_numbers: ["LF-21?"] } },
            },
            { category: "product_name", name: "Toaster", product: { product_id: "P2", name: "Toaster" } },
          ],
        },
      ],
      full_product_names: [{ product_id: "P3", name: "Northgate Doorway 2" }],
    },
    vulnerabilities: [{ cve: "CVE-2016-1000", notes: [], product_status: { known_affected: ["P1", "P2", "P3"] } }],
  };

  before(async () => {
    register = await startRegister();
    const { world } = register;
    const all = ["models", "batches", "releases", "recall-draft", "recall-release"] as const;
    const maker = { kind: "manufacturer", country: "NO" } as const;
    const forge = { ...maker, name: "Lumen Forge", domain: "lumenforge.example", admin: "dana" } as const;
    const lumenForge = await world.admit({ ...forge, operators: { dana: [...all], remy: ["recall-release"] } });
    const north = { ...maker, name: "Northgate Cameras", domain: "northgate.example", admin: "nadia" } as const;
    const northgate = await world.admit({ ...north, operators: { nadia: [...all], nils: ["recall-draft"] } });
    const supportEnd = 1_924_905_600;
    const boards = await world.registerModel("dana", {
      orgId: lumenForge,
      gtin: BOARD,
      kind: "component",
      name: "LF-210 camera board",
      supportEnd,
    });
    const cameras = await world.registerModel("nadia", {
      orgId: northgate,
      gtin: CAMERA,
      kind: "device",
      name: "Northgate Doorway 2",
      supportEnd,
    });
    const made = { madeFrom: 1_725_000_000, madeTo: 1_725_100_000, factoryRelease: 0, parts: [] };
    const hash = (byte: string) => `0x${byte.repeat(32)}` as const;
    board = await world.registerBatch("dana", {
      ...made,
      modelId: boards,
      lot: "LF210-2409",
      size: 900,
      root: hash("a1"),
      manifest: hash("b1"),
    });
    const parts = [{ batchId: board, first: 0, last: 799 }];
    const camera = await world.registerBatch("nadia", {
      ...made,
      modelId: cameras,
      lot: "NG2",
      size: 1_000,
      root: hash("a2"),
      manifest: hash("b2"),
      parts,
    });

    const lamp = await register.documents.put(encodeNotice(LAMP_NOTICE));
    const terms = { severity: "medium", measure: "corrective-update", minEvidence: "owner" } as const;
    await world.openRecall("nadia", {
      ...terms,
      fixes: [],
      issuer: northgate,
      notice: lamp,
      scope: [{ kind: "batch", batchId: camera, first: 0, last: 24 }],
    });
    const notice = await register.documents.put(encodeNotice(BOARD_NOTICE));
    const open = {
      ...terms,
      measure: "recall",
      severity: "critical",
      issuer: lumenForge,
      notice,
      scope: [{ kind: "component", batchId: board }],
    } as const;
    await world.openRecall("remy", { ...open, fixes: [], scope: [...open.scope] });
    await register.settle();
    writeFileSync(file("advisory.json"), JSON.stringify(advisory));
  });
  after(() => register?.stop());

  it("match says which batches of which brands contain the products, as many as a recall reaches, and what is left over", async () => {
    const found = await run<Matched>("advisory", "match", file("advisory.json"));
    expect(found.products[0]?.matches.map(({ strength, model }) => `${strength} ${model}`)).to.deep.equal([`strong 1-${BOARD}`]);
    expect(found.leftOver).to.deep.equal(["P2"]);
    expect(found.certain.scope).to.deep.equal([`component:${board}`]);
    const { involved, brands } = await run<{ involved: number; brands: number }>("recall", "status", "2");
    expect(found.certain.reached).to.include({ involved, brands }).and.to.include({ involved: 800 });
    expect(found.certain.reached?.batchesFound.map(({ brand, lot, units, kind }) => `${brand} ${lot} ${units} ${kind}`)).to.deep.equal([
      "Northgate Cameras NG2 800 device",
      "Lumen Forge LF210-2409 900 component",
    ]);
    // The camera goes by its name alone: that is a question, and counts as possible only.
    expect(found.products[2]?.matches[0]?.questions).to.have.length(1);
    expect(found.atMost.reached?.involved).to.equal(1_000);
    expect(found.draft).to.contain(`muster recall draft --csaf ${file("advisory.json")} --scope component:${board} `);
  });

  it("import writes a notice with every product, from which a recall is drafted, and never overwrites one", async () => {
    const args = ["advisory", "import", file("advisory.json"), "--out", file("notice.json")];
    const { draft } = await run<{ draft: string }>(...args);
    expect(decodeNotice(readFileSync(file("notice.json"))).products.map(({ id }) => id)).to.deep.equal(["P1", "P2", "P3"]);
    expect((await refuse(args, register.env)).code).to.equal("file-exists");
    const words = draft
      .replace("<measure>", "recall")
      .replace("'<how severe>'", "high")
      .replace("<how severe>", "high")
      .split(" ")
      .slice(1);
    const drafted = await run<Record<string, unknown>>(...words.slice(0, -2), "--out", file("d.json"), "--dry-run", "--as", "dana");
    expect(JSON.stringify(drafted)).to.contain("Hidden login");
  });

  it("refuses an advisory that contradicts itself, and a recall whose notice is not kept", async () => {
    const status = { known_affected: ["P1"], fixed: ["P1"] };
    writeFileSync(
      file("broken.json"),
      JSON.stringify({ ...advisory, vulnerabilities: [{ cve: "CVE-2016-1000", product_status: status }] }),
    );
    expect((await refuse(["advisory", "match", file("broken.json")], register.env)).code).to.equal("advisory-invalid");
    const elsewhere = { ...register.env, MUSTER_PUBLIC_URL: WEB, MUSTER_DOCUMENTS: file("empty") };
    expect((await refuse(["advisory", "export", "2", "--out", file("none")], elsewhere)).code).to.equal("document-unknown");
    expect((await refuse(["advisory", "export", "9", "--out", file("none")], register.env)).code).to.equal("RecallsUnknown");
  });

  it("export writes every recall so that the standard's tests pass, twice the same, and match finds them again", async () => {
    const { files } = await run<{ files: string[] }>("advisory", "export", "--out", file("csaf"));
    await run("advisory", "export", "--out", file("again"));
    for (const path of files)
      expect(readFileSync(join(file("again"), path)).equals(readFileSync(join(file("csaf"), path))), path).to.equal(true);
    const documents = files.filter((path) => /white\/\d{4}\/.*\.json$/.test(path));
    expect(documents).to.have.length(2);
    for (const path of documents) {
      const found = await csafFindings(JSON.parse(readFileSync(join(file("csaf"), path), "utf8")));
      // 6.2.3 asks for a CVSS score, and the notices of the story give none.
      expect(
        found.filter((finding) => !finding.startsWith("optionalTest_6_2_3 ")),
        path,
      ).to.deep.equal([]);
    }
    expect(readdirSync(join(file("csaf"), "csaf", "white"))).to.include.members(["index.txt", "changes.csv", "feed-tlp-white.json"]);
    const exported = join(file("csaf"), documents.find((path) => path.endsWith("-2.json")) as string);
    expect(parseCsaf(readFileSync(exported, "utf8")).document.category).to.equal("csaf_security_advisory");
    const back = await run<Matched>("advisory", "match", exported);
    expect(back.certain).to.deep.include({ scope: [`component:${board}`] });
    expect(back.certain.reached?.involved).to.equal(800);
  });
});
