import { spawn } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Address, concat, type Hex } from "viem";
import type { Installed } from "../../agent/answer.ts";

const MAIN = fileURLToPath(new URL("../../agent/main.ts", import.meta.url));

export const sha256 = (text: string): Hex => `0x${createHash("sha256").update(text).digest("hex")}`;

/** The key that a factory made for a unit, and its ERC-7913 signer for a verifier. */
export function unitKey(verifier: Address): { pem: string; signer: Hex } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const key = Buffer.concat([Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]).toString("hex");
  return {
    pem: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    signer: concat([verifier, `0x${key}`]).toLowerCase() as Hex,
  };
}

/** A unit's files in a folder; the agent is told of them by the arguments that come back. */
export function unitFiles(dir: string, files: { identity: object; installed: Installed | object; image: string; pem: string }): string[] {
  const { identity, installed, image, pem } = files;
  const contents = { unit: JSON.stringify(identity), installed: JSON.stringify(installed), image, key: pem };
  return Object.entries(contents).flatMap(([name, content]) => {
    const path = join(dir, `unit-${name}`);
    writeFileSync(path, content);
    return [`--${name}`, path];
  });
}

/** Starts the agent itself, as firmware would. */
export const startAgent = (args: string[]) => spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });

export async function agent(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = startAgent(args);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const [code] = (await once(child, "close")) as [number];
  return { code, stdout: stdout.trim(), stderr: stderr.trim() };
}
