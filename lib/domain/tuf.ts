import { z } from "zod";
import { MusterError } from "./errors.ts";
import type { ReleaseSource } from "./release-metadata.ts";

/**
 * Targets metadata of The Update Framework (TUF 1.0) and of Uptane, which is the same with other words for the type
 * and, in older repositories, without the specification's version and without the scheme of a key.
 */
const signedSchema = z.looseObject({ _type: z.string(), version: z.int(), expires: z.iso.datetime({ offset: true }) });
const targetSchema = z.looseObject({
  length: z.int().min(0),
  hashes: z.record(z.string(), z.string().regex(/^([0-9a-fA-F]{2})+$/)),
  custom: z.looseObject({ version: z.string().optional().catch(undefined) }).optional(),
});
const targetsSchema = signedSchema.extend({ targets: z.record(z.string(), targetSchema) });
const fileSchema = z.object({ signed: z.looseObject({}), signatures: z.array(z.looseObject({ keyid: z.string(), sig: z.string() })) });

export type TufFile = { signed: Record<string, unknown>; signatures: { keyid: string; sig: string }[] };

/** Role names as TUF writes them; others that occur in the wild are named when they are refused. */
export type TufRole = "root" | "targets";

/** @throws MusterError `release-metadata-invalid` when it is not signed metadata of this role. */
export function parseTuf(json: unknown, role: TufRole): TufFile {
  const file = fileSchema.safeParse(json);
  if (!file.success) throw invalid("it is not signed metadata");
  const signed = signedSchema.safeParse(file.data.signed);
  if (!signed.success) {
    if ("ecu_serial" in file.data.signed) throw invalid("it is a vehicle's report of what is installed, not what is to be installed");
    throw invalid("its type, version or expiry is missing");
  }
  const type = signed.data._type.toLowerCase();
  if (type !== role) throw invalid(`it is ${type} metadata, and ${role} metadata is needed`);
  return file.data;
}

/** Whether it is written in Uptane's older words, which TUF's own reader does not know. */
const isUptane = ({ signed }: TufFile): boolean => signed._type !== (signed._type as string).toLowerCase();

/** The same in the words of TUF 1.0, for reading only: signatures are over the words as they stand in the file. */
export function inTufWords({ signed, signatures }: TufFile): TufFile {
  const keys = signed.keys as Record<string, { keytype?: string; scheme?: string }> | undefined;
  const withSchemes = Object.fromEntries(
    Object.entries(keys ?? {}).map(([id, key]) => [id, { ...key, scheme: key.scheme ?? key.keytype }]),
  );
  return {
    signed: {
      ...signed,
      _type: (signed._type as string).toLowerCase(),
      spec_version: signed.spec_version ?? "1.0",
      ...(keys ? { keys: withSchemes } : {}),
    },
    signatures,
  };
}

/**
 * One target of targets metadata.
 * @param name Needed when there are several.
 * @throws MusterError `release-metadata-invalid`, or `release-target-unknown`.
 */
export function targetOf(file: TufFile, name?: string): Omit<ReleaseSource, "signature"> {
  const parsed = targetsSchema.safeParse(file.signed);
  if (!parsed.success) throw invalid(`${parsed.error.issues[0]?.path.join(" › ")} is not as TUF has it`);
  const { targets, expires } = parsed.data;
  const names = Object.keys(targets);
  if (names.length === 0) throw invalid("it lists no targets");
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  const problem = chosen === undefined ? "there are several" : `there is none named ${chosen}`;
  const target = chosen !== undefined && Object.hasOwn(targets, chosen) ? targets[chosen] : undefined;
  if (chosen === undefined || !target) throw new MusterError("release-target-unknown", { problem, names: listed(names) });
  const sha256 = target.hashes.sha256?.toLowerCase();
  if (sha256?.length !== 64) throw invalid(`${chosen} has no SHA-256`);
  return {
    form: isUptane(file) ? "Uptane" : "TUF",
    name: chosen,
    digest: `0x${sha256}`,
    size: target.length,
    sequence: null,
    version: target.custom?.version ?? null,
    expires,
  };
}

const listed = (names: string[]): string =>
  names.length > 10 ? `${names.slice(0, 10).join(", ")} and ${names.length - 10} more` : names.join(", ");

const invalid = (problem: string): MusterError => new MusterError("release-metadata-invalid", { form: "TUF file", problem });
