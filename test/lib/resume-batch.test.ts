import { expect } from "chai";
import { parse } from "csv-parse";
import { buildInWorkspace, type CompleteBatch, checkedOrder, type Platform, type UnitSource } from "../../lib/batch/build.ts";
import { createDeriver } from "../../lib/batch/derive-chunk.ts";
import { BATCH_FILES, WORK_FILES, type WorkFile, type Workspace } from "../../lib/batch/files.ts";
import { fold } from "../../lib/batch/fold.ts";
import type { BatchOrder } from "../../lib/factory/build-batch.ts";
import { memoryWorkspace, sha256 } from "./support/workspace.ts";

/** Three jobs, the last one short. */
const UNITS = 5000;
const LIST = Buffer.from(`serial\n${Array.from({ length: UNITS }, (_, i) => `SN${(i * 7919) % 5003}\n`).join("")}`);
const ORDER: BatchOrder = checkedOrder({
  ...{ gtin: "9506000134352", lot: "L1", order: "text", kind: "device", linkBase: "https://muster.example" },
  made: { from: "2016-03-01", to: "2016-03-02" },
  seed: new Uint8Array(32).fill(5),
});

type Count = { jobs: number; reads: number };

/** The real build, with a curve that takes no time and counts what it is asked. */
function platformOn(workspace: Workspace, count: Count): Platform {
  const publicKey = new Uint8Array(65);
  const publicKeyOf = (key: Uint8Array): Uint8Array => {
    publicKey.set(key, 1);
    return publicKey;
  };
  return {
    ...{ workspace, parse, sha256 },
    async startDerivers(settings) {
      const derive = await createDeriver(settings, publicKeyOf);
      const deriveCounted = async (job: Parameters<typeof derive>[0]) => {
        count.jobs++;
        return derive(job);
      };
      return { count: 2, derive: deriveCounted, fold: async (job) => fold(job), close: async () => undefined };
    },
  };
}

function listOf(content: Buffer, count: Count): UnitSource {
  async function* read(): AsyncGenerator<Uint8Array> {
    count.reads++;
    yield content;
  }
  const digest = (): string => {
    const hash = sha256();
    hash.update(content);
    return hash.digest();
  };
  return { read, bytes: content.length, sha256: async () => digest() };
}

async function build(workspace: Workspace, order = ORDER, content = LIST): Promise<{ batch: CompleteBatch; count: Count }> {
  const count = { jobs: 0, reads: 0 };
  return { batch: await buildInWorkspace(listOf(content, count), order, platformOn(workspace, count)), count };
}

/** Stands for the moment at which power fails: a write that is done by half, and nothing after it. */
function failingAt(workspace: Workspace, writes: number): Workspace {
  let left = writes;
  const wrap = (file: WorkFile): WorkFile => ({
    ...file,
    write(bytes, at) {
      if (left < 0) throw new Error("no power");
      if (left-- > 0) return file.write(bytes, at);
      file.write(bytes.subarray(0, bytes.length / 2), at);
      throw new Error("power failed");
    },
    truncate(bytes) {
      if (left < 0) throw new Error("no power");
      file.truncate(bytes);
    },
  });
  const remove = async (name: string): Promise<void> => {
    if (left >= 0) await workspace.remove(name);
  };
  return { open: async (name) => wrap(await workspace.open(name)), remove };
}

const contentOf = ({ files }: ReturnType<typeof memoryWorkspace>): Record<string, string> =>
  Object.fromEntries([...files].sort().map(([name, bytes]) => [name, bytes.toString("latin1")]));

/** What is left of a build whose power failed at a certain write; null when it was finished before. */
async function left(writes: number): Promise<ReturnType<typeof memoryWorkspace> | null> {
  const workspace = memoryWorkspace();
  const failed = await build(failingAt(workspace, writes)).then(
    () => false,
    (error: Error) => /power/.test(error.message),
  );
  return failed ? workspace : null;
}

describe("a build that was killed", function () {
  this.timeout(120_000);
  let whole: Record<string, string>;
  /** What a build left that was killed when two of three jobs were written. */
  let middle: Map<string, Buffer>;
  before(async () => {
    for (let writes = 8; !middle; writes++) {
      const killed = await left(writes);
      if (!killed) throw new Error("it was never in the middle");
      if (`${killed.files.get(WORK_FILES.journal)}`.split("\n").length === 4) middle = killed.files;
    }
    const workspace = memoryWorkspace();
    await build(workspace);
    whole = contentOf(workspace);
    expect(Object.keys(whole)).to.deep.equal([BATCH_FILES.labels, BATCH_FILES.manifest, BATCH_FILES.units, BATCH_FILES.tree]);
  });

  it("at any write is taken up by the same command, and ends with the same files", async () => {
    const jobs: number[] = [];
    for (let writes = 0; ; writes++) {
      const workspace = await left(writes);
      if (!workspace) break;
      const { count } = await build(workspace);
      expect(contentOf(workspace), `write ${writes}`).to.deep.equal(whole);
      jobs.push(count.jobs);
    }
    // What was derived is not derived again: fewer and fewer jobs the later it was killed.
    expect(jobs).to.deep.equal([...jobs].sort((a, b) => b - a));
    expect([...new Set(jobs)]).to.deep.equal([3, 2, 1, 0]);
  });

  function inTheMiddle() {
    const workspace = memoryWorkspace();
    for (const [name, content] of middle) workspace.files.set(name, content);
    return workspace;
  }

  it("reads the list again only when it changed, and then keeps nothing", async () => {
    const workspace = inTheMiddle();
    const { count } = await build(workspace);
    expect(count).to.deep.equal({ jobs: 1, reads: 0 });
    const other = inTheMiddle();
    const changed = Buffer.from(LIST.toString().replace("SN77\n", "SN99999\n"));
    expect((await build(other, ORDER, changed)).count).to.deep.equal({ jobs: 3, reads: 1 });
    const fresh = memoryWorkspace();
    await build(fresh, ORDER, changed);
    expect(contentOf(other)).to.deep.equal(contentOf(fresh));
  });

  for (const [what, change] of [
    ["seed", { seed: new Uint8Array(32).fill(6) }],
    ["lot", { lot: "L2" }],
    ["order of serials", { order: { prefixes: ["SN"] } }],
    ["address of the labels", { linkBase: "https://other.example" }],
    ["kind of model", { kind: "component" }],
  ] as [string, Partial<BatchOrder>][]) {
    it(`is not taken up for another ${what}`, async () => {
      const workspace = inTheMiddle();
      expect((await build(workspace, { ...ORDER, ...change })).count).to.deep.equal({ jobs: 3, reads: 1 });
      const fresh = memoryWorkspace();
      await build(fresh, { ...ORDER, ...change });
      expect(contentOf(workspace)).to.deep.equal(contentOf(fresh));
    });
  }

  for (const name of [WORK_FILES.sorted, WORK_FILES.journal, BATCH_FILES.tree, BATCH_FILES.units, BATCH_FILES.labels]) {
    it(`is believed nothing that its digests do not prove: ${name}`, async () => {
      for (const spoil of [
        (content: Buffer) => Buffer.concat([content.subarray(0, 200), Buffer.from([(content[200] ?? 0) ^ 1]), content.subarray(201)]),
        (content: Buffer) => content.subarray(0, content.length - 100),
        () => Buffer.alloc(0),
      ]) {
        const workspace = inTheMiddle();
        workspace.files.set(name, spoil(workspace.files.get(name) as Buffer));
        await build(workspace);
        expect(contentOf(workspace)).to.deep.equal(whole);
      }
    });
  }
});
