import { expect } from "chai";
import { type Hex, keccak256, numberToHex } from "viem";
import { batchId } from "../../lib/domain/ids.ts";
import { resolverTags } from "../../lib/domain/resolver-tag.ts";
import type { ResolverRow } from "../../lib/store/resolver.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

const GTIN = "09506000134352";
const claimKey = (n: number) => numberToHex(0xc1000 + n, { size: 20 });

describe("resolver", () => {
  let database: TestDatabase;
  let store: Store;
  before(async () => {
    database = await testDatabase();
    store = openStore({ url: database.roles.web });
  });
  after(async () => {
    await store.close();
    await database.close();
  });

  const rowsOf = async (count: number, batch: number, key: Hex = `0x${"52".repeat(32)}`): Promise<ResolverRow[]> => {
    const tags = await resolverTags(key);
    return Promise.all(
      Array.from({ length: count }, async (_, index) => ({
        batchId: batchId(batch),
        index,
        serialTagKey: await tags.ofSerial(GTIN, `L${batch}`, `00${index}`),
        claimTagKey: await tags.ofClaimKey(claimKey(batch * 100_000 + index)),
        deviceSignerHash: `0x${"00".repeat(32)}` as Hex,
        serialTag: keccak256(numberToHex(index, { size: 32 })),
      })),
    );
  };

  it("finds a unit by what is printed on it and by its claim key, and nothing by anything else", async () => {
    const rows = await rowsOf(12_000, 1);
    expect(await store.resolver.importRows(rows)).to.equal(12_000);
    const tags = await resolverTags(`0x${"52".repeat(32)}`);
    expect(await store.resolver.find(await tags.ofSerial(GTIN, "L1", "0011999"))).to.deep.equal(rows[11_999]);
    expect(await store.resolver.find(await tags.ofClaimKey(claimKey(100_007)))).to.deep.equal(rows[7]);
    expect(await store.resolver.find(await tags.ofSerial(GTIN, "L1", "11999"))).to.equal(null);
    const stranger = await resolverTags(`0x${"53".repeat(32)}`);
    expect(await store.resolver.find(await stranger.ofSerial(GTIN, "L1", "0011999")), "another resolver's key").to.equal(null);
  });

  it("keeps what it has when rows come again", async () => {
    const rows = await rowsOf(10, 2);
    expect(await store.resolver.importRows(rows.slice(0, 6))).to.equal(6);
    const changed = rows.map((row) => ({ ...row, serialTag: `0x${"ff".repeat(32)}` as Hex }));
    expect(await store.resolver.importRows(changed)).to.equal(4);
    expect(await store.resolver.find(rows[0]?.serialTagKey ?? "0x")).to.deep.equal(rows[0]);
  });

  it("refuses serials or codes that lead to another unit already, and says to which", async () => {
    const first = await rowsOf(10, 4);
    await store.resolver.importRows(first);
    // The same lot once more, from another seed.
    const again = (await rowsOf(12, 5)).map((row, n) => ({ ...row, serialTagKey: first[n]?.serialTagKey ?? row.serialTagKey }));
    const sameCode = (await rowsOf(3, 6)).map((row, n) => (n === 2 ? { ...row, claimTagKey: first[7]?.claimTagKey ?? "0x" } : row));
    const refusals = await Promise.all([again, sameCode].map((rows) => store.resolver.importRows(rows).catch((error: unknown) => error)));
    expect(refusals[0])
      .to.include({ code: "look-up-taken" })
      .and.to.have.deep.property("details", { unit: "5-0", other: "4-0", batchId: "4" });
    expect(refusals[1]).to.have.deep.property("details", { unit: "6-2", other: "4-7", batchId: "4" });
    expect(await store.resolver.find(again[11]?.serialTagKey ?? "0x"), "none of them").to.equal(null);
  });

  it("takes all rows or none", async () => {
    const rows = await rowsOf(6_000, 3);
    const broken = [...rows.slice(0, 5_999), { ...rows[5_999], serialTag: null } as unknown as ResolverRow];
    expect(
      await store.resolver.importRows(broken).then(
        () => "imported",
        () => "refused",
      ),
    ).to.equal("refused");
    expect(await store.resolver.find(rows[0]?.serialTagKey ?? "0x")).to.equal(null);
  });
});
