import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sha256, stringToBytes } from "viem";
import { checkNotice } from "../../cli/notice-document.ts";
import { publishedAt } from "../../cli/published.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { recallId } from "../../lib/domain/ids.ts";
import { courseOf, recallOf } from "../app/world.ts";
import { refuse } from "./muster.ts";

const NOTICE = stringToBytes("the notice");
const DIGEST = sha256(NOTICE);
const OTHER = sha256(stringToBytes("another"));
const NOWHERE = { MUSTER_RPC_URL: "http://127.0.0.1:9" };

describe("muster audit: what it compares with", () => {
  let server: Server;
  let url: string;
  let dir: string;
  /** The block of each answer about the course, one after another. */
  let courseBlocks: number[];

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "muster-audit-"));
    server = createServer((request, response) => {
      const answer = (body: unknown) => response.end(JSON.stringify(body));
      if (request.url === "/api/feed/v1/recalls/1") return answer(recallOf(1));
      if (request.url === "/api/feed/v1/recalls/1/course")
        return answer({ ...courseOf(1), asOf: { number: courseBlocks.shift() ?? 40, timestamp: 1 } });
      if (request.url === `/documents/${DIGEST}`) return response.end(NOTICE);
      if (request.url === `/documents/${OTHER}`) return response.end(NOTICE);
      response.statusCode = 404;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    rmSync(dir, { recursive: true, force: true });
    await new Promise((resolve) => server.close(resolve));
  });

  it("reads a recall and its course of one block, whatever address of the API it is given", async () => {
    for (const tail of ["", "/v1", "/v1/recalls/1"]) {
      courseBlocks = [39, 41];
      const { figures, block } = await publishedAt(`${url}/api/feed${tail}`).figures(recallId(1));
      expect([block, figures.counts.involved, figures.days.length, courseBlocks]).to.deep.equal([40, 10_500, 3, []]);
    }
    courseBlocks = Array(9).fill(41);
    const failed = await publishedAt(`${url}/api/feed`)
      .figures(recallId(1))
      .catch((error) => error);
    expect(failed).to.be.instanceOf(MusterError).with.property("code", "published-moving");
  });

  it("holds a notice against its digest, from a web server or a folder", async () => {
    const states = (from: string) => Promise.all([DIGEST, OTHER, sha256("0x")].map((digest) => checkNotice(from, digest)));
    expect(await states(`${url}/documents/`)).to.deep.equal(["same", "differs", "missing"]);
    writeFileSync(join(dir, DIGEST.slice(2)), NOTICE);
    writeFileSync(join(dir, OTHER.slice(2)), NOTICE);
    expect(await states(dir)).to.deep.equal(["same", "differs", "missing"]);
    const failed = await checkNotice("http://127.0.0.1:9", DIGEST).catch((error) => error);
    expect(failed).to.be.instanceOf(MusterError).with.property("code", "documents-unreachable");
  });

  it("says with exit code 2 what it does not understand", async function () {
    this.timeout(60_000);
    const messages = await Promise.all(
      [["audit"], ["audit", "1", "--all"], ["audit", "1", "--compare", "muster.example"], ["audit", "1", "--block", "last"]].map(
        async (args) => (await refuse(args, NOWHERE, 2)).message,
      ),
    );
    expect(messages).to.deep.equal([
      "Name one recall, or say --all.",
      "Name one recall, or say --all.",
      "--compare must be the address of an API of the register, for example http://127.0.0.1:42069.",
      "option '--block <number>' argument 'last' is invalid. It has to be a whole number.",
    ]);
  });
});
