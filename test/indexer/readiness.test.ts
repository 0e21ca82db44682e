import { once } from "node:events";
import http, { type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { readyWhenWarm, sayWarm } from "../../indexer/program/readiness.ts";

describe("readiness of an API", () => {
  let server: Server;
  let base: string;
  before(async () => {
    server = readyWhenWarm(http.createServer)({}, (request, response) => response.end(`asked ${request.url}`));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  it("is refused until it has read what answers are made of, and nothing else is", async () => {
    for (const path of ["/ready", "/ready?verbose"]) {
      const refused = await fetch(`${base}${path}`);
      expect(refused.status, path).to.equal(503);
      expect(await refused.text()).to.include("Recalls are being counted");
    }
    for (const path of ["/health", "/v1/recalls", "/readyish"])
      expect(await (await fetch(`${base}${path}`)).text()).to.equal(`asked ${path}`);
    sayWarm();
    expect(await (await fetch(`${base}/ready`)).text()).to.equal("asked /ready");
  });
});
