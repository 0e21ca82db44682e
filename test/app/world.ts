import type { Hex } from "viem";
import type { Notice } from "../../lib/domain/notice-document.ts";
import type {
  AffectedRange,
  BatchRef,
  BatchView,
  DeviceView,
  DisclosureView,
  ModelRef,
  ModelView,
  OrganizationView,
  RecallCourse,
  RecallView,
} from "../../lib/feed/wire.ts";

/** A small register for the pages' tests, in the shapes that come over the wire. */

const MAKERS = {
  forge: { id: 1, name: "Lumen Forge", domain: "lumenforge.example" },
  north: { id: 2, name: "Northgate Cameras", domain: "northgate.example" },
  petrel: { id: 3, name: "Petrel Home", domain: "petrel.example" },
};

const model = (maker: keyof typeof MAKERS, gtin: string, kind: ModelRef["kind"], name: string): ModelRef => ({
  id: `${MAKERS[maker].id}-${gtin}`,
  gtin,
  name,
  kind,
  maker: MAKERS[maker],
});

export const batch = (id: number, model: ModelRef, size: number, lot = `L-${id}`): BatchRef => ({
  id,
  lot,
  size,
  madeFrom: 1_730_000_000,
  madeTo: 1_730_600_000,
  model,
});

export const way = (whole: BatchRef, first: number, last: number, ...via: BatchRef[]): AffectedRange => ({
  batch: whole,
  first,
  last,
  path: `0x${"00".repeat(via.length)}`,
  via,
});

export const board = batch(1, model("forge", "09506000210414", "component", "LF-210 camera board"), 10_500);
export const modul = batch(2, model("forge", "09506000210421", "component", "LF-9 lens module"), 9_000);
export const door = batch(3, model("north", "09506000134352", "device", "Northgate Doorway 2"), 10_000);
export const porch = batch(4, model("petrel", "09506000246819", "device", "Petrel Porch Camera"), 2_500, "PP/24-12");

const DIGEST: Hex = `0x${"11".repeat(32)}`;
const OWNER = "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955";

/** What a model or a maker has of which nobody disclosed anything. */
export const NO_DISCLOSURES = { confirmed: 0, demanded: 0, answered: 0, unanswered: 0, dismissed: 0, withdrawn: 0 };

/** What a model or a maker has of whose devices nobody reported an attack. */
export const NO_ATTACKS = { reported: 0, claimed: 0, remedied: 0, networks: 0, from: null, to: null, weeks: 0 };

/** A model without releases and declarations. */
export const modelOf = (model: ModelRef): ModelView => ({
  ...model,
  supportEnd: 1_900_000_000,
  registeredAt: 1_700_000_000,
  releases: [],
  declaration: null,
  certificates: [],
  disclosures: NO_DISCLOSURES,
  attacks: NO_ATTACKS,
});

/** A maker that one other person works for. */
export const makerOf = ({ id, name, domain }: ModelRef["maker"]): OrganizationView => ({
  ...{ id, name, domain, kind: "manufacturer", country: "DE", suspended: false, admittedAt: 1_690_000_000 },
  admin: OWNER,
  offeredAdmin: null,
  operators: [{ account: OWNER, permissions: ["models"], releaseFrom: 0 }],
  disclosures: { confirmed: 0, demanded: 0, answered: 0, unanswered: 0, dismissed: 0, withdrawn: 0 },
});

/** A batch with a part and a frozen range. */
export const batchOf = (of: BatchRef, part: BatchRef): BatchView => ({
  ...of,
  root: DIGEST,
  manifest: DIGEST,
  factoryRelease: 0,
  registeredAt: 1_735_000_000,
  tx: DIGEST,
  claimed: 40,
  frozen: [{ first: 0, last: 9, reason: "Codes were seen on a market place" }],
  parts: [{ position: 0, first: 0, last: of.size - 1, batch: part }],
  wholes: [],
});

/** A recall of the board, as the register's API tells it. */
export const recallOf = (id: number, changes: Partial<RecallView> = {}): RecallView => ({
  id,
  issuer: { ...board.model.maker, kind: "manufacturer" },
  version: 1,
  measure: "recall",
  severity: "critical",
  minEvidence: "owner",
  state: "open",
  notice: DIGEST,
  openedAt: 1_790_000_000,
  endedAt: null,
  counts: {
    involved: 10_500,
    claimed: 40,
    acknowledged: 12,
    remedied: { owner: 5, repairer: 1, maker: 3, device: 2 },
    removed: 3,
    brands: 2,
    batches: 2,
  },
  author: OWNER,
  openedBlock: 12,
  tx: DIGEST,
  scope: [{ kind: "component", excluded: false, subject: "1", first: 0, last: 0 }],
  versions: [],
  makers: [],
  affected: [way(board, 0, 10_499), way(door, 0, 7_999, board), way(porch, 0, 2_499, board)],
  affectedNext: null,
  fixes: [],
  history: [],
  asOf: { number: 40, timestamp: 1_790_100_000 },
  ...changes,
});

/** A vulnerability of Northgate's camera: its maker owes a regulator an answer, and another regulator has confirmed it. */
export const disclosureOf = (id: number, changes: Partial<DisclosureView> = {}): DisclosureView => {
  const regulator = { id: 5, name: "Office for Product Safety", domain: "safety.example" };
  // Later than any clock that reads it: what is overdue follows from the register then.
  const at = 4_000_000_000;
  return {
    ...{ id, model: door.model, kind: "vulnerability", declaration: null, subject: "CVE-2031-12345", digest: DIGEST, researcher: OWNER },
    ...{ filedAt: at - 86_400, commitment: DIGEST, salt: DIGEST, revealedAt: at, tx: DIGEST, standing: "confirmed" },
    answer: { says: "disputed", release: null, document: DIGEST, at: at + 3_600 },
    ...{ firstAnsweredAt: at + 3_600, fixedAt: null, answerDueAt: at + 7_200 },
    demand: { by: regulator, at: at + 7_000, dueAt: at + 7_200, reason: "Owners ask us", answeredAt: null },
    judgements: [{ regulator, verdict: "confirmed", reason: "We tried it", at: at + 7_000 }],
    withdrawn: { at: at + 7_100, reason: "I was mistaken" },
    history: [
      { id: "1", name: "DisclosureRevealed", args: {}, time: at, block: 40, logIndex: 0, tx: DIGEST },
      {
        id: "2",
        name: "DisclosureJudged",
        args: { regulator: 5, verdict: "confirmed", reason: "We tried it" },
        time: at + 7_000,
        block: 41,
        logIndex: 0,
        tx: DIGEST,
      },
    ],
    asOf: { number: 42, timestamp: at + 3 * 86_400 },
    ...changes,
  };
};

/** How that recall went on: from its opening to ten days later. */
export const courseOf = (recallId: number): RecallCourse => {
  const day = Date.parse("2026-09-14T00:00:00Z") / 1000;
  const none = { owner: 0, repairer: 0, maker: 0, device: 0 };
  return {
    recallId,
    until: day + 10 * 86_400 + 3_600,
    asOf: { number: 40, timestamp: day + 10 * 86_400 + 3_600 },
    days: [
      { day, involved: 10_500, claimed: 30, acknowledged: 0, remedied: none, removed: 0 },
      { day: day + 4 * 86_400, involved: 10_500, claimed: 35, acknowledged: 6, remedied: { ...none, owner: 4 }, removed: 1 },
      {
        day: day + 10 * 86_400,
        involved: 10_500,
        claimed: 40,
        acknowledged: 12,
        remedied: { owner: 5, repairer: 1, maker: 3, device: 2 },
        removed: 3,
      },
    ],
  };
};

/** Unit 17 of Northgate's batch, claimed and meant by the given recalls. */
export const deviceOf = (recalls: RecallView[], changes: Partial<DeviceView> = {}): DeviceView => ({
  id: "3-17",
  index: 17,
  batch: door,
  frozen: false,
  supportEnd: 1_900_000_000,
  releases: [],
  release: 0,
  title: {
    ...{ owner: OWNER, epoch: 1, since: 1_780_000_000, evidence: "none", offer: null, recovery: null },
    flags: { provisional: false, stolen: false, retired: false, contested: false },
  },
  parts: [{ position: 0, batch: board, parts: [] }],
  swaps: [],
  recalls: recalls.map((recall) => ({
    recall,
    path: "0x00",
    via: [board],
    fix: null,
    acknowledgedAt: null,
    remedied: false,
    remediedBy: null,
    remedy: null,
  })),
  history: [],
  ...changes,
});

export const noticeOf = (changes: Partial<Notice> = {}): Notice => ({
  format: "muster-notice/1",
  language: "en",
  headline: "Product safety recall: cameras with the LF-210 board",
  hazard: "The board has a hidden login.",
  whatToDo: ["Take the camera off the internet.", "Install the update."],
  stopUse: true,
  isolateFromNetwork: true,
  remedies: [{ kind: "update", text: "Free update." }],
  contact: { name: "Lumen Forge product safety", email: "safety@lumenforge.example" },
  products: [],
  vulnerabilities: [],
  severity: "critical",
  notes: [],
  source: null,
  ...changes,
});
