import { Metadata } from "@tufjs/models";
import { MusterError } from "../domain/errors.ts";
import type { ReleaseSource } from "../domain/release-metadata.ts";
import { inTufWords, parseTuf, type TufFile, type TufRole, targetOf } from "../domain/tuf.ts";

/**
 * Reads one target of TUF or Uptane targets metadata.
 * @param root Root metadata that the reader trusts; without it no signature is checked.
 * @param name Of the target, where there are several.
 * @throws MusterError `release-metadata-invalid`, `release-metadata-unsigned` or `release-target-unknown`.
 */
export function readTuf(json: unknown, { root, name }: { root?: unknown; name?: string } = {}): ReleaseSource {
  const file = parseTuf(json, "targets");
  const targets = modelOf(file, "targets");
  if (root !== undefined) {
    const trusted = modelOf(parseTuf(root, "root"), "root");
    checkSigned(trusted, "root", trusted);
    checkSigned(trusted, "targets", targets);
  }
  return { ...targetOf(file, name), signature: root === undefined ? "unchecked" : "verified" };
}

type Model = ReturnType<typeof Metadata.fromJSON>;

function modelOf(file: TufFile, role: TufRole): Model {
  try {
    const model = Metadata.fromJSON(role as Parameters<typeof Metadata.fromJSON>[0], inTufWords(file) as never);
    // Signatures are over what stands in the file, not over how this library would write it.
    model.signed.toJSON = () => file.signed as ReturnType<typeof model.signed.toJSON>;
    return model;
  } catch (cause) {
    throw new MusterError("release-metadata-invalid", { form: "TUF file", problem: (cause as Error).message }, { cause });
  }
}

function checkSigned(root: Model, role: TufRole, metadata: Model): void {
  try {
    root.verifyDelegate(role, metadata);
  } catch (cause) {
    throw new MusterError("release-metadata-unsigned", { form: "TUF file", problem: (cause as Error).message }, { cause });
  }
}
