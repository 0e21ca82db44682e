import type { Command } from "commander";
import { type Hex, parseEventLogs } from "viem";
import { batchesAbi } from "../../lib/chain/abis.generated.ts";
import { registerBatch } from "../../lib/chain/calls.ts";
import { componentParts } from "../../lib/chain/component-parts.ts";
import { registrationByRoot, registrations } from "../../lib/chain/registrations.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { type BatchId, batchId, modelId, type OrgId, orgId } from "../../lib/domain/ids.ts";
import { resolverTags } from "../../lib/domain/resolver-tag.ts";
import type { Part } from "../../lib/domain/scope.ts";
import { type BatchFolder, openBatch, unitRecords } from "../../lib/factory/batch-folder.ts";
import type { ResolverRow } from "../../lib/store/resolver.ts";
import { organisation, several, unixTime, wholeNumber } from "../arguments.ts";
import { action, type Context, type Signed } from "../context.ts";
import { required } from "../env.ts";
import { number, table, title } from "../output.ts";
import { parsePart, partsGiven } from "../parts-file.ts";

type Options = { org?: OrgId; parts?: Part[]; partsFile?: string; factoryRelease: number };

/** Rows handed to the look-up service at a time. */
const CHUNK = 10_000;

export const batchRegister = (parent: Command): Command =>
  parent
    .command("register")
    .description("register a built batch on the chain, and keep its documents and look-up rows; may be repeated after a failure")
    .argument("<folder>", "folder that muster batch build made")
    .option("--org <number>", "your organisation, where the key acts for several", orgId)
    .option(
      "--parts <batch:first-last>",
      "units first..last contain units of that batch; several times for several parts, in place of those in the manifest",
      several(parsePart),
    )
    .option("--parts-file <path>", "the same from a file, such as muster batch parts writes")
    .option("--factory-release <sequence>", "release that is installed in the factory", wholeNumber, 0)
    .addHelpText("after", "\nExample:\n  $ muster batch register batch-L2409 --parts 3:0-9999 --factory-release 1 --key-file maker.key")
    .action(
      action<[string], Options>(async (context, options, path) => {
        const parts = await partsGiven(options);
        const folder = await openBatch(path);
        const documents = context.documents();
        const chain = await context.chain();
        // Documents first: a batch on the chain whose manifest nobody has would be worse than a file too many.
        await documents.put(folder.manifestBytes);
        await documents.put(folder.tree);
        const { id, tx, repeated } = await register(chain, folder, { ...options, parts });
        const rows = await publishUnits(context, folder, id);

        const data = {
          batchId: id,
          model: folder.manifest.model,
          size: folder.manifest.size,
          tx,
          lookupRows: rows,
          alreadyRegistered: repeated,
        };
        context.output.result(data, [
          title(
            repeated ? `The batch was registered before, as batch ${id}` : `Registered batch ${id}: ${number(folder.manifest.size)} units`,
          ),
          ...table([
            ["units", `${id}-0 to ${id}-${folder.manifest.size - 1}`],
            ["transaction", tx],
            ["look-up rows", rows === null ? "not kept: DATABASE_URL is not set" : number(rows)],
          ]),
        ]);
      }),
    );

type Registered = { id: BatchId; tx: Hex; repeated: boolean };

async function register(chain: Signed, folder: BatchFolder, { org, parts, factoryRelease }: Options): Promise<Registered> {
  const { manifest, manifestDigest } = folder;
  const { deployment, sender } = chain;
  const root = manifest.root as Hex;
  const before = await registrationByRoot(sender.public, deployment, root);
  if (before) {
    if (before.manifest === manifestDigest) return { id: before.batchId, tx: before.tx, repeated: true };
    throw new MusterError("BatchesRootTaken", { root, batchId: before.batchId });
  }
  const components = manifest.components ?? [];
  const fromManifest = parts || components.length === 0 ? [] : componentParts(components, await registrations(sender.public, deployment));
  const maker = await organisation(chain, org, "batches", "--org");
  const { logs, transactionHash } = await chain.send(
    registerBatch(deployment, {
      modelId: modelId(maker, manifest.model.gtin),
      root,
      size: manifest.size,
      madeFrom: unixTime(manifest.made.from),
      madeTo: unixTime(manifest.made.to),
      factoryRelease,
      manifest: manifestDigest,
      lot: manifest.lot,
      parts: parts ?? fromManifest,
    }),
  );
  const [event] = parseEventLogs({ abi: batchesAbi, logs, eventName: "BatchRegistered" });
  if (!event) throw new MusterError("transaction-failed", { hash: transactionHash });
  return { id: batchId(event.args.batchId), tx: transactionHash, repeated: false };
}

/** Hands the look-up rows over under keyed hashes. Parts have none: nobody claims them. @returns null without a database. */
async function publishUnits({ settings, output }: Context, folder: BatchFolder, id: BatchId): Promise<number | null> {
  const { gtin, kind } = folder.manifest.model;
  if (!settings.DATABASE_URL || kind === "component") return settings.DATABASE_URL ? 0 : null;
  const tags = await resolverTags(required(settings, "MUSTER_RESOLVER_KEY") as Hex);
  const { openStore } = await import("../../lib/store/store.ts");
  const store = openStore({ url: settings.DATABASE_URL, connections: 1 });
  const bar = output.progress("look-up rows");
  try {
    let chunk: ResolverRow[] = [];
    let done = 0;
    for await (const { index, serial, claimKey, deviceSignerHash, serialTag } of unitRecords(folder)) {
      const [serialTagKey, claimTagKey] = await Promise.all([tags.ofSerial(gtin, folder.manifest.lot, serial), tags.ofClaimKey(claimKey)]);
      chunk.push({ batchId: id, index, serialTagKey, claimTagKey, deviceSignerHash, serialTag });
      if (chunk.length < CHUNK && index < folder.manifest.size - 1) continue;
      await store.resolver.importRows(chunk);
      done += chunk.length;
      bar.update(done, folder.manifest.size);
      chunk = [];
    }
    return done;
  } finally {
    bar.stop();
    await store.close();
  }
}
