import { type Command, InvalidArgumentError } from "commander";
import { bytesToHex } from "viem";
import { registrationOf } from "../../lib/chain/registrations.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { batchOf, type DeviceId, formatDeviceId, indexOf, parseDeviceId } from "../../lib/domain/ids.ts";
import { action } from "../context.ts";
import { number, table, title } from "../output.ts";

type Options = { files: string };

function webAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new InvalidArgumentError("It has to be a web address.");
  return text;
}

export const deviceProof = (parent: Command): Command =>
  parent
    .command("proof")
    .description("prove that a unit belongs to its batch, from the maker's files on any web host; neither indexer nor register needed")
    .argument("<device>", "unit, for example 7-123", parseDeviceId)
    .requiredOption("--files <url>", "web folder with the batch's manifest.json and tree.bin", webAddress)
    .addHelpText(
      "after",
      `
Reads some 32-byte nodes of the tree, not the tree. A host that cannot send parts of a file sends all of it.

Example:
  $ muster device proof 7-123 --files https://maker.example/batches/L2409`,
    )
    .action(
      action<[DeviceId], Options>(async (context, { files }, device) => {
        const { hostedManifest, hostedProof } = await import("../../lib/batch/hosted-tree.ts");
        const { deployment, public: chain } = await context.reader();
        const { manifest: digest, root, size } = await registrationOf(chain, deployment, batchOf(device));
        const index = indexOf(device);
        if (index >= size) throw new MusterError("unit-unknown", { deviceId: formatDeviceId(device), size });
        const host = { url: files };
        const manifest = await hostedManifest(host, digest);
        // The manifest's digest and the root are both the maker's word; a proof has to lead to the one that claims are held against.
        if (manifest.root !== root || manifest.size !== size) throw new MusterError("document-altered", { digest });
        const { leaf, proof, requests, bytes } = await hostedProof(host, manifest, index);
        const data = { deviceId: formatDeviceId(device), root, leaf: bytesToHex(leaf), proof: proof.map((node) => bytesToHex(node)) };
        context.output.result({ ...data, requests, bytes }, [
          title(`Unit ${data.deviceId} belongs to batch ${batchOf(device)}, as it was registered`),
          ...table([
            ["root", root],
            ["leaf", data.leaf],
            ["read", `${number(bytes)} bytes of the tree in ${number(requests)} ${requests === 1 ? "request" : "requests"}`],
          ]),
        ]);
      }),
    );
