import { createKeccak } from "hash-wasm";
import type { Keccak } from "../domain/tree-file.ts";

const hasher = await createKeccak(256);

/** Keccak-256 in WebAssembly: a batch takes two to three hashes a unit, and this one is thirteen times as fast as viem's. */
export const keccak: Keccak = (data) => hasher.init().update(data).digest("binary");
