import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
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

  it("takes in a document piece by piece, and nothing of another one than was announced", async () => {
    const documents = createDocuments({ dir });
    const bytes = new TextEncoder().encode("a tree of many nodes!");
    const announced = { digest: sha256(bytes), bytes: bytes.length };
    async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < content.length; at += 7) yield content.subarray(at, at + 7);
    }
    const refused = (content: Uint8Array) => documents.receive(announced, pieces(content)).catch((error: unknown) => error);
    for (const other of [bytes.toReversed(), bytes.subarray(1), Uint8Array.of(...bytes, 0), new Uint8Array(1000)])
      expect(await refused(other)).to.include({ code: "document-other" });
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) yield bytes;
    };
    expect(await documents.receive(announced, endless()).catch((error: unknown) => error)).to.include({ code: "document-other" });
    expect(readdirSync(dir)).to.deep.equal([]);
    await documents.receive(announced, pieces(bytes));
    expect(await documents.get(announced.digest)).to.deep.equal(bytes);
  });

  it("answers null for what it does not have, and looks nowhere but in its folder", async () => {
    const documents = createDocuments({ dir: join(dir, "documents") });
    writeFileSync(join(dir, "secret"), "secret");
    for (const name of [`0x${"00".repeat(32)}`, "0x../secret", "0x..:secret", "../secret", "", "0x"])
      expect(await documents.get(name), name).to.equal(null);
  });

  it("that were cut short, to the last byte or to nothing, are refused as altered ones are", async () => {
    const documents = createDocuments({ dir });
    const digest = await documents.put(new TextEncoder().encode("stop using it"));
    for (const length of [12, 0]) {
      truncateSync(join(dir, digest.slice(2)), length);
      expect(await documents.get(digest).catch((error: unknown) => error), `${length} bytes`).to.include({ code: "document-altered" });
    }
  });

  describe("when the power may fail", () => {
    let handle: { sync: FileHandle["sync"] };
    let sync: FileHandle["sync"];
    beforeEach(async () => {
      const file = await open(dir);
      handle = Object.getPrototypeOf(file) as typeof handle;
      sync = handle.sync;
      await file.close();
    });
    afterEach(() => {
      handle.sync = sync;
    });

    it("are on the disk before they have their name, and their name is before their digest is given out", async () => {
      const bytes = new TextEncoder().encode("notice");
      const name = join(dir, "deep", "documents", sha256(bytes).slice(2));
      const named: boolean[] = [];
      handle.sync = function (this: FileHandle) {
        named.push(existsSync(name));
        return sync.call(this);
      };
      await createDocuments({ dir: join(dir, "deep", "documents") }).put(bytes);
      // The two new folders, the file under another name, and the folder when the file has its own.
      expect(named).to.deep.equal([false, false, false, true]);
    });

    it("leave nothing when the disk is full, and say so", async () => {
      const documents = createDocuments({ dir });
      handle.sync = () => Promise.reject(Object.assign(new Error("no space left"), { code: "ENOSPC" }));
      const failure = await documents.put(new TextEncoder().encode("notice")).catch((error: unknown) => error);
      expect(failure).to.include({ code: "document-not-kept", message: "The document could not be kept: ENOSPC." });
      expect(readdirSync(dir)).to.deep.equal([]);
    });
  });

  it("are not kept where there is no folder to be had", async () => {
    writeFileSync(join(dir, "file"), "");
    const failure = await createDocuments({ dir: join(dir, "file", "documents") })
      .put(new TextEncoder().encode("notice"))
      .catch((error: unknown) => error);
    expect(failure).to.include({ code: "document-not-kept" });
  });
});
