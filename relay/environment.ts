import type { Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { isWellKnown, LOCAL_CHAIN_ID } from "../lib/domain/cast.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { LISTEN, PORT, readSettings, type SettingsOf } from "../lib/domain/settings.ts";

const keys = z
  .string()
  .regex(/^\s*0x[0-9a-fA-F]{64}\s*(,\s*0x[0-9a-fA-F]{64}\s*)*$/)
  .transform((text) => [
    ...new Set(
      text
        .toLowerCase()
        .split(",")
        .map((key) => key.trim() as Hex),
    ),
  ])
  .transform((list) => list.map((key) => privateKeyToAccount(key)));
const wei = z
  .string()
  .regex(/^[0-9]{1,30}$/)
  .transform(BigInt);

/** What the relay is told by its environment, with the sentence for whoever has to set it. */
const SETTINGS = {
  DATABASE_URL: [z.string().regex(/^postgres(ql)?:\/\//), "address of the database as the role muster_relay"],
  MUSTER_RPC_URL: [z.url(), "address of the chain's RPC, for example http://127.0.0.1:8545"],
  MUSTER_CHAIN_ID: [z.coerce.number().int().positive(), "number of the chain, for example 31337"],
  MUSTER_RELAY_KEYS: [keys, "private keys of the accounts that pay, 0x and 64 hexadecimal digits each, with commas between them"],
  MUSTER_RELAY_DAY_WEI: [wei, "wei that may be spent in a day (UTC), for example 50000000000000000"],
  MUSTER_RELAY_MAKER_WEI: [wei, "wei that may be spent in a day on the devices of one maker"],
  MUSTER_RELAY_CEILING_WEI: [wei, "wei per unit of gas above which nothing is sent, for example 50000000000"],
  MUSTER_RELAY_STUCK_SECONDS: [
    z.coerce.number().positive().max(3_600).default(30),
    "seconds after which a transaction is replaced by one that pays more",
  ],
  MUSTER_RELAY_PORT: [PORT, "port of the relay, for example 9466"],
  MUSTER_LISTEN: LISTEN,
} as const;

export type Environment = SettingsOf<typeof SETTINGS>;

/** @throws Error with a sentence for each setting that is wrong, and MusterError `key-well-known`. */
export function readEnvironment(source: NodeJS.ProcessEnv): Environment {
  const environment = readSettings(SETTINGS, source);
  const known = environment.MUSTER_RELAY_KEYS.find(({ address }) => isWellKnown(address));
  if (known && environment.MUSTER_CHAIN_ID !== LOCAL_CHAIN_ID) throw new MusterError("key-well-known", { address: known.address });
  return environment;
}
