import type { Command } from "commander";
import type { TransactionReceipt } from "viem";
import type { Call } from "../lib/chain/calls.ts";
import { type Deployment, readDeployment } from "../lib/chain/deployments.ts";
import { createReader, createSender, type Sender, send } from "../lib/chain/send.ts";
import { createFeed, type Feed } from "../lib/feed/client.ts";
import { createDocuments, type Documents } from "../lib/store/documents.ts";
import { readSettings, required, type Settings } from "./env.ts";
import { createOutput, type Output } from "./output.ts";
import { signerOf } from "./signer.ts";

/** What a command works with. Everything is opened when it is asked for, so that no command needs more than it uses. */
export type Context = {
  readonly settings: Settings;
  readonly output: Output;
  readonly feed: Feed;
  documents(): Documents;
  chain(): Promise<Signed>;
  /** The register for those who only read it. */
  reader(): Promise<Pick<Sender, "public"> & { deployment: Deployment }>;
};

/** The register, in the hands of whoever signs. */
export type Signed = {
  readonly deployment: Deployment;
  readonly sender: Sender;
  /** Sends a call and waits until it is included. */
  send(call: Call): Promise<TransactionReceipt>;
};

function createContext(flags: Record<string, unknown>): Context {
  const settings = readSettings(flags);
  const output = createOutput(flags.json === true);
  return {
    settings,
    output,
    feed: createFeed(settings.MUSTER_API_URL),
    documents: () => createDocuments({ dir: required(settings, "MUSTER_DOCUMENTS") }),
    async chain() {
      const account = await signerOf(settings);
      const deployment = readDeployment(settings.MUSTER_CHAIN_ID);
      const sender = await createSender(settings.MUSTER_RPC_URL, settings.MUSTER_CHAIN_ID, account);
      return { deployment, sender, send: (call) => send(sender, call) };
    },
    async reader() {
      const deployment = readDeployment(settings.MUSTER_CHAIN_ID);
      return { deployment, public: await createReader(settings.MUSTER_RPC_URL, settings.MUSTER_CHAIN_ID) };
    },
  };
}

/** Wraps what a command does, so that each gets its context. Options of the command itself come as `options`. */
export const action =
  <Args extends unknown[], Options>(run: (context: Context, options: Options, ...args: Args) => Promise<void>) =>
  async (...given: [...Args, Options, Command]): Promise<void> => {
    const command = given.at(-1) as Command;
    const args = given.slice(0, -2) as unknown as Args;
    await run(createContext(command.optsWithGlobals()), command.opts() as Options, ...args);
  };
