import { agreementSuite } from "./agreement.suite.ts";
import { auditSuite } from "./audit.suite.ts";
import { disclosureSuite } from "./disclosures.suite.ts";
import { documentSuite } from "./document.suite.ts";
import { epcisSuite } from "./epcis.suite.ts";
import { exportsSuite } from "./exports.suite.ts";
import { faultSuite } from "./faults.suite.ts";
import { startRegister } from "./fixture.ts";
import { governanceSuite } from "./governance.suite.ts";
import { networkSuite } from "./networks.suite.ts";
import { previewSuite } from "./previews.suite.ts";
import { protocolSuite } from "./protocol.suite.ts";
import { readingSuite } from "./reading.suite.ts";
import { recallListSuite } from "./recall-list.suite.ts";
import { recallSuite } from "./recalls.suite.ts";
import { scorecardSuite } from "./scorecards.suite.ts";
import { servingSuite } from "./serving.suite.ts";
import { buildWorld, type Shared } from "./world.ts";

/** A real chain, a real database and a real indexer, started once. The suites are in files of their own and share them. */
describe("indexer", () => {
  const shared = {} as Shared;

  before(async function () {
    this.timeout(180_000);
    shared.register = await startRegister();
    shared.cast = await buildWorld(shared.register);
    await shared.register.settle();
  });
  after(() => shared.register?.stop());

  describe("the document of the API", () => documentSuite(shared));
  describe("reading the register over HTTP", () => readingSuite(shared));
  describe("recalls", () => recallSuite(shared));
  describe("recalls in a list", () => recallListSuite(shared));
  describe("disclosures", () => disclosureSuite(shared));
  describe("networks", () => networkSuite(shared));
  describe("governance", () => governanceSuite(shared));
  describe("the whole protocol", () => protocolSuite(shared));
  describe("events in EPCIS", () => epcisSuite(shared));
  describe("American shapes", () => exportsSuite(shared));
  describe("agreement of chain, TypeScript and SQL (I5)", () => agreementSuite(shared));
  describe("recomputed from the chain", () => auditSuite(shared));
  describe("scorecards", () => scorecardSuite(shared));
  describe("faults", () => faultSuite(shared));
  describe("serving", () => servingSuite(shared));
  // Last: what it adds would be read again by every indexer that begins anew.
  describe("previews", () => previewSuite(shared));
});
