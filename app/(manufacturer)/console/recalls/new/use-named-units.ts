"use client";

import { useMutation } from "@tanstack/react-query";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import { callApi } from "@/app/_lib/api.ts";
import { fetchDocument } from "@/app/_lib/documents.ts";
import { type NamedUnits, rangesOfUnits } from "@/lib/batch/serial-ranges.ts";
import { linesOf, readUnitRecords, type UnitRecord } from "@/lib/batch/unit-records.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { batchId, deviceId, formatDeviceId } from "@/lib/domain/ids.ts";
import { decodeManifest } from "@/lib/domain/manifest.ts";
import type { SerialReading } from "@/lib/domain/serial-reading.ts";
import { unitLeaf } from "@/lib/domain/unit.ts";
import { rootFrom } from "@/lib/domain/unit-tree.ts";
import type { BatchView } from "@/lib/feed/wire.ts";

const PIECE_BYTES = 262_144;

/** A file piece by piece, so that the page stays alive while a million lines are read. */
async function* pieces(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
}

/** A unit of the list has to be the one that was registered: serials of another batch would name the wrong devices. */
async function requireRegistered(batch: BatchView, unit: UnitRecord, path: string): Promise<void> {
  const id = formatDeviceId(deviceId(batchId(batch.id), unit.index));
  const { proof } = await callApi<{ proof: Hex[] }>("GET", `units/${id}/proof`);
  const nodes = proof.map((node) => hexToBytes(node));
  if (bytesToHex(rootFrom(hexToBytes(unitLeaf(unit)), unit.index, nodes)) === batch.root) return;
  throw new MusterError("batch-damaged", { path, problem: `its unit ${unit.index} is not the one that was registered in this batch` });
}

/** The units with the first and the last of them checked, which tells a list of another batch. */
async function* registeredUnits(batch: BatchView, file: File): AsyncGenerator<UnitRecord> {
  for await (const unit of readUnitRecords(linesOf(pieces(file)), file.name, batch.size)) {
    if (unit.index === 0 || unit.index === batch.size - 1) await requireRegistered(batch, unit, file.name);
    yield unit;
  }
}

export type Asked = { batch: BatchView; file: File; reading: SerialReading };

/** Which units of a batch a phrase names, by the maker's own list. The list is read here in the browser and sent nowhere. */
export const useNamedUnits = () =>
  useMutation({
    mutationFn: async ({ batch, file, reading }: Asked): Promise<NamedUnits> => {
      const manifest = decodeManifest(await fetchDocument(batch.manifest as Hex));
      return rangesOfUnits(registeredUnits(batch, file), manifest, reading, file.name);
    },
  });
