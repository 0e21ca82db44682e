import { type CreateConnectorFn, createConnector } from "wagmi";
import { carryAccount } from "@/app/_lib/carry-act.ts";
import { knownPasskey, passkeyAsk } from "@/app/_lib/passkey.ts";
import { type PasskeyProvider, passkeyProvider } from "@/app/_lib/passkey-provider.ts";
import type { PublicConfig } from "@/app/_lib/public-config.ts";
import { chainOf } from "@/lib/chain/send.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { passkeyAddress } from "@/lib/domain/passkey.ts";

export const PASSKEY = "passkey";
const CONNECTED = "passkey.connected";

/** The account of the passkey that this browser knows, as a wallet to connect. Which one that is, is found out before. */
export function passkeyConnector(config: PublicConfig): CreateConnectorFn {
  const { chainId, rpcUrl, contracts } = config;
  const passkey = () => {
    const known = knownPasskey();
    if (!known) throw new MusterError("passkey-unknown");
    return known;
  };
  const accounts = async () => [passkeyAddress(contracts, passkey().key)] as const;

  return createConnector<PasskeyProvider>(({ storage, emitter }) => {
    const flags = storage as { getItem(key: string): unknown; setItem(key: string, value: string | null): unknown } | null;
    return {
      id: PASSKEY,
      name: "Passkey",
      type: PASSKEY,
      async connect() {
        const connected = await accounts();
        await flags?.setItem(CONNECTED, connected[0]);
        return { accounts: connected as never, chainId };
      },
      async disconnect() {
        await flags?.setItem(CONNECTED, null);
      },
      getAccounts: accounts,
      getChainId: async () => chainId,
      getProvider: async () => {
        const { credentialId, key } = passkey();
        return passkeyProvider(config, key, { ask: passkeyAsk(credentialId).ask, makeAccount: carryAccount });
      },
      isAuthorized: async () => knownPasskey() !== null && (await flags?.getItem(CONNECTED)) === (await accounts())[0],
      switchChain: async () => chainOf(chainId, rpcUrl),
      onAccountsChanged: (changed) => {
        flags?.setItem(CONNECTED, changed[0] ?? null); // else the page would not know it again after a reload
        emitter.emit("change", { accounts: changed as never });
      },
      onChainChanged: () => undefined,
      onDisconnect: () => emitter.emit("disconnect"),
    };
  });
}
