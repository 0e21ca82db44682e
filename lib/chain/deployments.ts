import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getAddress } from "viem";
import { z } from "zod";
import { MusterError } from "../domain/errors.ts";

const address = z.string().transform((text) => getAddress(text));

export const CONTRACT_NAMES = [
  "AccessManager",
  "Organizations",
  "Catalog",
  "Batches",
  "Devices",
  "Reports",
  "Recalls",
  "Disclosures",
  "Networks",
  "PasskeyAccount",
  "PasskeyAccounts",
] as const;
export type ContractName = (typeof CONTRACT_NAMES)[number];

/** What was deployed where. Written by `npm run deploy`, read by indexer, app, CLI and tests; never edited by hand. */
export const deploymentSchema = z.object({
  format: z.literal("muster-deployment/1"),
  chainId: z.number().int().positive(),
  /** Block from which on events have to be read. */
  startBlock: z.number().int().nonnegative(),
  /** Whoever sent the deployment; holds no right. */
  deployer: address,
  /** First holder of the admin role of the AccessManager. */
  governor: address,
  /** Seconds between the announcement of an act of governance and the act. */
  delay: z.number().int().nonnegative(),
  compiler: z.string(),
  contracts: z.object({
    AccessManager: address,
    Organizations: address,
    Catalog: address,
    Batches: address,
    Devices: address,
    Reports: address,
    Recalls: address,
    Disclosures: address,
    Networks: address,
    /** The code that the accounts of passkeys share. */
    PasskeyAccount: address,
    /** Makes the accounts of passkeys. */
    PasskeyAccounts: address,
    /** ERC-7913 verifier of P-256 keys: the first 20 bytes of the signers of units with a secure element. */
    P256Verifier: address,
  }),
});

export type Deployment = z.infer<typeof deploymentSchema>;

/** Path of a chain's deployment record; `MUSTER_DEPLOYMENTS` names another folder than the project's. */
export function deploymentPath(chainId: number): string {
  return join(process.env.MUSTER_DEPLOYMENTS ?? "deployments", `${chainId}.json`);
}

/** @throws MusterError `deployment-missing` or `deployment-invalid`. */
export function readDeployment(chainId: number): Deployment {
  const path = deploymentPath(chainId);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new MusterError("deployment-missing", { chainId, path }, { cause });
  }
  const parsed = deploymentSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new MusterError("deployment-invalid", { path }, { cause: parsed.error });
  return parsed.data;
}
