import { type Address, createPublicClient, encodeFunctionData, type Hex, http, serializeErc6492Signature } from "viem";
import { passkeyAccountsAbi } from "../../lib/chain/abis.generated.ts";
import { chainOf } from "../../lib/chain/send.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { type DeviceId, deviceIdFromChain } from "../../lib/domain/ids.ts";
import type { Message } from "../../lib/domain/owner-signed.ts";
import { type Ask, type PasskeyKey, passkeyAddress, signText, signTyped } from "../../lib/domain/passkey.ts";
import type { PublicConfig } from "./public-config.ts";

type Request = { method: string; params?: readonly unknown[] };
export type PasskeyProvider = { request(request: Request): Promise<unknown> };

type Register = Pick<PublicConfig, "chainId" | "rpcUrl" | "contracts">;
type Helpers = {
  ask: Ask;
  /** Has the account made, so that it can sign for a unit. */
  makeAccount(deviceId: DeviceId, key: PasskeyKey): Promise<void>;
};

/**
 * A passkey's account as a wallet (EIP-1193). It signs; it sends nothing, having no coins: what it signed is carried by
 * others. Whatever else is asked goes to the chain.
 */
export function passkeyProvider(config: Register, key: PasskeyKey, { ask, makeAccount }: Helpers): PasskeyProvider {
  const { chainId, rpcUrl, contracts } = config;
  const reader = createPublicClient({ chain: chainOf(chainId, rpcUrl), transport: http(rpcUrl) });
  const account = { chainId, address: passkeyAddress(contracts, key) };
  const isMade = async (): Promise<boolean> => (await reader.getCode({ address: account.address })) !== undefined;

  /** Whoever checks a signature of an account that was not made yet can make it for that moment (ERC-6492). */
  const sign = async (text: Hex): Promise<Hex> => {
    const signature = await signText(account, { raw: text }, ask);
    if (await isMade()) return signature;
    const data = encodeFunctionData({ abi: passkeyAccountsAbi, functionName: "create", args: [key.x, key.y] });
    return serializeErc6492Signature({ address: contracts.PasskeyAccounts, data, signature });
  };
  /** The register asks the account itself, so it has to be there: it is made when it has signed for the first time. */
  const signMessage = async (json: string): Promise<Hex> => {
    const { types, ...message } = JSON.parse(json) as Message;
    const { EIP712Domain: _, ...own } = types;
    const signature = await signTyped(account, { ...message, types: own }, ask);
    const { deviceId } = message.message;
    if (deviceId !== undefined && !(await isMade())) await makeAccount(deviceIdFromChain(BigInt(deviceId as string)), key);
    return signature;
  };

  return {
    async request({ method, params = [] }) {
      switch (method) {
        case "eth_accounts":
        case "eth_requestAccounts":
          return [account.address] satisfies Address[];
        case "personal_sign":
          return sign(params[0] as Hex);
        case "eth_signTypedData_v4":
          return signMessage(params[1] as string);
        case "eth_sendTransaction":
          throw new MusterError("passkey-sends-nothing");
        default:
          return reader.request({ method, params } as never);
      }
    },
  };
}
