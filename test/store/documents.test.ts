import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sha256 } from "viem";
import { createDocuments } from "../../lib/store/documents.ts";

describe("documents", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-documents-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("gives back the bytes under their digest, also after a restart", async () => {
    const bytes = Uint8Array.from([0, 255, 10, 13, 0]);
    const digest = await createDocuments({ dir }).put(bytes);
    expect(digest).to.equal(sha256(bytes));
    expect(await createDocuments({ dir }).get(digest)).to.deep.equal(bytes);
  });

  it("keeps the same bytes once", async () => {
    const documents = createDocuments({ dir });
    await Promise.all([1, 2, 3].map(() => documents.put(new TextEncoder().encode("notice"))));
    expect(readdirSync(dir)).to.have.length(1);
  });

  it("refuses a document that was altered, and takes the original again", async () => {
    const documents = createDocuments({ dir });
    const bytes = new TextEncoder().encode("stop using it");
    const digest = await documents.put(bytes);
    writeFileSync(join(dir, digest.slice(2)), "all is well");
    expect(await documents.get(digest).catch((error: unknown) => error)).to.include({ code: "document-altered" });
    await documents.put(bytes);
    expect(await documents.get(digest)).to.deep.equal(bytes);
  });

  it("answers null for what it does not have, and looks nowhere but in its folder", async () => {
    const documents = createDocuments({ dir: join(dir, "documents") });
    writeFileSync(join(dir, "secret"), "secret");
    for (const name of [`0x${"00".repeat(32)}`, "0x../secret", "0x..:secret", "../secret", "", "0x"])
      expect(await documents.get(name), name).to.equal(null);
  });
});
