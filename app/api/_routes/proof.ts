import { bytesToHex } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import { batchOf, indexOf, parseDeviceId } from "../../../lib/domain/ids.ts";
import { decodeManifest } from "../../../lib/domain/manifest.ts";
import { NODE_BYTES } from "../../../lib/domain/tree-file.ts";
import { readProof, rootFrom } from "../../../lib/domain/unit-tree.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

/**
 * The way from a unit's leaf to its batch's root, which every claim needs: a few reads of 32 bytes from the batch's
 * tree file, however large that is. The reads are proved by the root on chain, so the file's own digest need not be.
 */
export const proofRoutes = (provide: Provide) => ({
  GET: route<{ params: Promise<{ deviceId: string }> }>(async (_request, { params }) => {
    const { feed, documents } = await provide();
    const id = parseDeviceId((await params).deviceId);
    const index = indexOf(id);
    const { size, root, manifest } = await feed.batch(batchOf(id));
    if (index >= size) throw new MusterError("unit-unknown", { deviceId: (await params).deviceId, size });

    const missing = new MusterError("proof-missing", { batchId: batchOf(id) });
    const document = await documents.get(manifest);
    if (!document) throw missing;
    const { tree } = decodeManifest(document);
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const bytes = await documents.slice(tree.sha256, offset, length);
      if (bytes?.length !== length) throw missing;
      return bytes;
    };
    const proof = await readProof(size, index, read);
    const leaf = await read(index * NODE_BYTES, NODE_BYTES);
    if (bytesToHex(rootFrom(leaf, index, proof)) !== root) throw new MusterError("document-altered", { digest: tree.sha256 });
    return json({ proof: proof.map((node) => bytesToHex(node)) });
  }),
});
