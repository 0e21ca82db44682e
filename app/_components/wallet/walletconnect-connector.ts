import { type Address, getAddress } from "viem";
import { type CreateConnectorFn, createConnector } from "wagmi";
import type { WalletConnectConfig } from "@/app/_lib/public-config.ts";

export const WALLETCONNECT_ID = "walletConnect";

const REMEMBERED = "walletConnect.connected";

/** What owners and makers do with a wallet. Everything else this page asks the chain itself. */
const METHODS = ["personal_sign", "eth_signTypedData_v4", "eth_sendTransaction"];
const EVENTS = ["accountsChanged", "chainChanged"];

type Provider = Awaited<ReturnType<typeof open>>;

/** Loaded when it is asked for: visitors who use no such wallet never get it. */
async function open({ projectId, relayUrl }: WalletConnectConfig) {
  const { UniversalProvider } = await import("@walletconnect/universal-provider");
  const { origin } = window.location;
  const metadata = { name: "Muster", description: "Public register of connected devices", url: origin, icons: [`${origin}/icon.svg`] };
  return UniversalProvider.init({ projectId, relayUrl, metadata, logger: "error", telemetryEnabled: false });
}

/**
 * A wallet on another device, or in another app, by WalletConnect. wagmi's own connector wants a package with a dialog that loads its
 * parts from elsewhere; this one hands the pairing link to our dialog, as a message `display_uri`.
 */
export function walletConnectConnector(config: WalletConnectConfig): CreateConnectorFn<Provider> {
  return createConnector<Provider>(({ chains, emitter, storage }) => {
    const [chain] = chains;
    const memory = storage as { getItem(key: string): unknown; setItem(key: string, value: string | null): unknown } | null;
    const name = `eip155:${chain.id}`;
    let opened: Promise<Provider> | undefined;
    const provider = (): Promise<Provider> => {
      opened ??= open(config).then((fresh) => {
        fresh.on("display_uri", (data: string) => emitter.emit("message", { type: "display_uri", data }));
        fresh.on("accountsChanged", (accounts: string[]) =>
          emitter.emit("change", { accounts: accounts.map((account) => getAddress(account)) }),
        );
        fresh.on("session_delete", () => {
          memory?.setItem(REMEMBERED, null);
          emitter.emit("disconnect");
        });
        return fresh;
      });
      return opened;
    };
    const accountsOf = (of: Provider): Address[] =>
      (of.session?.namespaces.eip155?.accounts ?? [])
        .filter((account) => account.startsWith(`${name}:`))
        .map((account) => getAddress(account.slice(name.length + 1)));

    return {
      id: WALLETCONNECT_ID,
      name: "WalletConnect",
      type: WALLETCONNECT_ID,
      async connect() {
        const wallet = await provider();
        if (accountsOf(wallet).length === 0) {
          const rpcMap = { [chain.id]: chain.rpcUrls.default.http[0] as string };
          await wallet.connect({ optionalNamespaces: { eip155: { methods: METHODS, chains: [name], events: EVENTS, rpcMap } } });
        }
        wallet.setDefaultChain(name);
        await memory?.setItem(REMEMBERED, "1");
        return { accounts: accountsOf(wallet) as never, chainId: chain.id };
      },
      async disconnect() {
        await memory?.setItem(REMEMBERED, null);
        const wallet = await provider();
        if (wallet.session) await wallet.disconnect();
      },
      getAccounts: async () => accountsOf(await provider()),
      getChainId: async () => chain.id,
      getProvider: provider,
      // Without a connection that lasts nothing is loaded and nobody is asked.
      isAuthorized: async () => (await memory?.getItem(REMEMBERED)) === "1" && accountsOf(await provider()).length > 0,
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => emitter.emit("disconnect"),
    };
  });
}
