// The chains that tests run on, made as new for each run.
import { setTimeout as sleep } from "node:timers/promises";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

/** What a failed test leaves behind is over when the chains have had nothing to do for so long. */
const CALM = 20;
const CALM_LIMIT = 20_000;

/** Enough for any call of the tests, as far as they let us know. The chain remembers every step of a call that fails. */
const CALL_GAS = 4_000_000;

type Call = { to?: string; gas?: string };

/** A call of a contract, or the question what it will take, with a bound. Deployments go as they are. */
function bounded<T extends { method: string; params?: unknown }>(request: T): T {
  if (!/^eth_(call|estimateGas)$/.test(request.method) || !Array.isArray(request.params)) return request;
  const [call, ...rest] = request.params as [Call | undefined, ...unknown[]];
  if (!call?.to || call.gas) return request;
  return { ...request, params: [{ ...call, gas: `0x${CALL_GAS.toString(16)}` }, ...rest] };
}

type Chain = { provider: { request(call: { method: string; params?: unknown[] }): Promise<unknown> }; close(): Promise<void> } & {
  networkHelpers?: { clearSnapshots(): void };
};

/** Watches over the chains that tests open. Has to be called before they do. */
export function watchChains(hre: HardhatRuntimeEnvironment) {
  const opened: Chain[] = [];
  let busy = 0;
  let isBounded = true;
  hre.hooks.registerHandlers("network", {
    newConnection: async (context, next) => {
      const connection = await next(context);
      opened.push(connection as unknown as Chain);
      return connection;
    },
    onRequest: async (context, connection, request, next) => {
      busy++;
      try {
        return await next(context, connection, isBounded ? bounded(request) : request);
      } finally {
        busy--;
      }
    },
  });
  const kept: { chain: Chain; snapshot: unknown }[] = [];
  const snapshot = (chain: Chain) => chain.provider.request({ method: "evm_snapshot" });
  return {
    /** Those that are open now are there for every run. */
    async keep() {
      for (const chain of opened.splice(0)) kept.push({ chain, snapshot: await snapshot(chain) });
    },
    /** Lets calls take as much gas as the chain gives them. Endless ones then take seconds and gigabytes. */
    liftGas() {
      isBounded = false;
    },
    /** Waits for the end of what nobody waits for. */
    async calm() {
      const limit = performance.now() + CALM_LIMIT;
      for (let since = performance.now(); performance.now() - since < CALM && performance.now() < limit; ) {
        await sleep(1);
        if (busy > 0) since = performance.now();
      }
    },
    /** Brings the kept chains back to where they were, and closes those that a run has opened. */
    async renew() {
      for (const chain of opened.splice(0)) await chain.close().catch(() => undefined); // a test may have closed it
      for (const entry of kept) {
        await entry.chain.provider.request({ method: "evm_revert", params: [entry.snapshot] });
        entry.chain.networkHelpers?.clearSnapshots();
        entry.snapshot = await snapshot(entry.chain);
      }
    },
  };
}
