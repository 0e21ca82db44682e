import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { MusterError } from "../domain/errors.ts";
import { createDocuments } from "./documents.ts";

const NAME = /^[0-9a-f]{64}$/;

/**
 * Copies the documents of one folder into another, each compared with the digest that is its name.
 * @returns How many are in the other folder now, and the names of those that are not what they say.
 */
export async function copyDocuments(from: string, to: string): Promise<{ copied: number; altered: string[] }> {
  const names = (await readdir(from).catch(() => [])).filter((name) => NAME.test(name));
  const target = createDocuments({ dir: to });
  const altered: string[] = [];
  for (const name of names) {
    const path = join(from, name);
    const announced = { digest: `0x${name}` as const, bytes: (await stat(path)).size };
    await target.receive(announced, createReadStream(path)).catch((error) => {
      if (!(error instanceof MusterError) || error.code !== "document-other") throw error;
      altered.push(name);
    });
  }
  return { copied: names.length - altered.length, altered };
}
