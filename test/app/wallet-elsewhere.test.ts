import { SignClient } from "@walletconnect/sign-client";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import type { Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { type Chain, startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { startWalletRelay } from "../fixtures/wallet-relay.ts";
import { type Site, startSite } from "./site.ts";

const PROJECT = "0123456789abcdef".repeat(2);
const account = privateKeyToAccount(generatePrivateKey());

/** A wallet's app on a phone, which agrees to everything and remembers what it was asked. */
async function openPhone(relayUrl: string) {
  const metadata = { name: "Phone", description: "A wallet", url: "https://wallet.example", icons: [] };
  const phone = await SignClient.init({
    projectId: PROJECT,
    relayUrl,
    metadata,
    logger: "error",
    telemetryEnabled: false,
    storageOptions: { database: ":memory:" },
  });
  const asked: string[] = [];
  phone.on("session_proposal", async ({ id, params }) => {
    const [chain] = params.optionalNamespaces.eip155?.chains ?? [];
    const { methods = [], events = [] } = params.optionalNamespaces.eip155 ?? {};
    await phone.approve({ id, namespaces: { eip155: { accounts: [`${chain}:${account.address}`], methods, events } } });
  });
  phone.on("session_request", async ({ id, topic, params: { request } }) => {
    asked.push(request.method);
    const result = await account.signMessage({ message: { raw: request.params[0] as Hex } });
    await phone.respond({ topic, response: { id, jsonrpc: "2.0", result } });
  });
  return { phone, asked };
}

describe("a wallet on another device", function () {
  this.timeout(120_000);
  let chain: Chain;
  let relay: Awaited<ReturnType<typeof startWalletRelay>>;
  let site: Site;
  let browser: Browser;
  before(async function () {
    this.timeout(300_000);
    [chain, relay, browser] = await Promise.all([anyPort().then((port) => startChain({ port })), startWalletRelay(), launchBrowser()]);
    site = await startSite({ MUSTER_RPC_URL: chain.rpcUrl, MUSTER_WALLETCONNECT_PROJECT: PROJECT, MUSTER_WALLETCONNECT_RELAY: relay.url });
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
    relay?.close();
    await chain?.stop();
  });

  it("connects by a code, signs in, is there again after a reload, and is left", async () => {
    const { page, complaints } = await openPage(browser, { width: 390, height: 844 });
    await page.goto(`${site.url}/my/settings`);
    await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "WalletConnect" }).click();
    const link = page.getByRole("link", { name: "Open the wallet on this device" });
    await link.waitFor();
    await page.getByRole("img", { name: "Code that a wallet scans to connect" }).waitFor();
    await expectAccessible(page);

    const { phone, asked } = await openPhone(relay.url);
    await phone.core.pairing.pair({ uri: (await link.getAttribute("href")) ?? "" });
    const shown = page.getByRole("banner").getByRole("button", { name: new RegExp(account.address.slice(-4), "i") });
    await shown.waitFor();
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByLabel("Mail address").waitFor();
    expect(asked).to.deep.equal(["personal_sign"]);

    await page.reload();
    await shown.waitFor();
    await page.getByLabel("Mail address").waitFor();

    await phone.disconnect({ topic: phone.session.getAll()[0]?.topic ?? "", reason: { code: 6000, message: "enough" } });
    await page.getByRole("banner").getByRole("button", { name: "Connect" }).waitFor();
    await phone.core.relayer.transportClose(); // or it asks for the relay until the process ends
    // The library would like a page of its maker's in a frame; our policy has none.
    expect(complaints.filter((text) => !text.includes("Framing 'https://verify.walletconnect.org/'"))).to.deep.equal([]);
  });
});
