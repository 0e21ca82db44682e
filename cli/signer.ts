import { readFile, stat } from "node:fs/promises";
import type { Account, Hex } from "viem";
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import { castMember, isWellKnown, LOCAL_CHAIN_ID } from "../lib/domain/cast.ts";
import { MusterError } from "../lib/domain/errors.ts";
import type { Settings } from "./env.ts";

/** Mnemonic of every local development chain; its keys have been stolen from countless times. */
const DEVELOPMENT_MNEMONIC = "test test test test test test test test test test test junk";
const DEVELOPMENT_ACCOUNTS = 20;

/**
 * Who signs: a member of the demonstration's cast on the local chain, else the key from a file or from MUSTER_KEY. A
 * key is never an argument, where other users and the shell's history could read it.
 * @throws MusterError `key-missing`, `key-invalid`, `key-well-known` or `cast-elsewhere`.
 */
export async function signerOf({ AS, KEY_FILE, MUSTER_KEY, MUSTER_CHAIN_ID }: Settings): Promise<Account> {
  const isLocal = MUSTER_CHAIN_ID === LOCAL_CHAIN_ID;
  if (AS) {
    if (!isLocal) throw new MusterError("cast-elsewhere", { name: AS, chainId: MUSTER_CHAIN_ID });
    return { type: "json-rpc", address: castMember(AS).address };
  }
  const key = KEY_FILE ? await readKey(KEY_FILE) : MUSTER_KEY;
  if (!key) throw new MusterError("key-missing");
  const account = accountOf(key, KEY_FILE ?? "MUSTER_KEY");
  if (!isLocal && isDevelopmentKey(account)) throw new MusterError("key-well-known", { address: account.address });
  return account;
}

async function readKey(path: string): Promise<Hex> {
  const fail = (problem: string, cause?: unknown): never => {
    throw new MusterError("key-invalid", { source: path, problem }, { cause });
  };
  const { mode } = await stat(path).catch((cause) => fail("it cannot be opened", cause));
  if (process.platform !== "win32" && (mode & 0o077) !== 0) fail(`others may read it; run chmod 600 ${path}`);
  const text = (await readFile(path, "utf8").catch((cause) => fail("it cannot be read", cause))).trim();
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) fail("it does not hold 0x and 64 hexadecimal digits");
  return text as Hex;
}

function accountOf(key: Hex, source: string): Account {
  try {
    return privateKeyToAccount(key);
  } catch (cause) {
    throw new MusterError("key-invalid", { source, problem: "it is not a private key" }, { cause });
  }
}

const isDevelopmentKey = ({ address }: Account): boolean =>
  isWellKnown(address) ||
  Array.from({ length: DEVELOPMENT_ACCOUNTS }, (_, addressIndex) => mnemonicToAccount(DEVELOPMENT_MNEMONIC, { addressIndex })).some(
    (known) => known.address === address,
  );
