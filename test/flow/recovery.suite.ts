import { join } from "node:path";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { agent } from "../agent/unit.ts";
import { expectFit } from "../fixtures/browser.ts";
import type { Demo } from "../fixtures/demo.ts";
import { expectReachable, leaveByKeyboard } from "../fixtures/keyboard.ts";
import { confirmIn } from "../fixtures/owners.ts";

type Ground = {
  demo(): Demo;
  /** The camera on which the reference agent runs. */
  device(): Demo["story"]["boxes"][number];
  /** Who claims it. */
  claimant(): Page;
  /** Whose it is. */
  owner(): Page;
  visitor(name?: string): Promise<Page>;
};

const ENTERED = /^Entered in the register/;

/** Claiming a device that has an owner, with the code and by the device's own key, and what the maker says to it in the end. */
export function recoverySteps({ demo, device, claimant, owner, visitor }: Ground): void {
  const url = (path: string): string => `${demo().urls.web}${path}`;
  const answer = async (challenge: string, ...more: string[]) => {
    const files = { unit: "unit.json", installed: "installed.json", image: "image.bin", key: "key.pem" };
    const args = Object.entries(files).flatMap(([name, file]) => [`--${name}`, join(demo().stateDir, "device", file)]);
    return agent([...args, ...more, challenge]);
  };
  const say = async (maker: Page, opener: RegExp, confirm: string, reason: string): Promise<void> => {
    await maker.getByRole("button", { name: opener }).click();
    const dialog = maker.getByRole("dialog");
    await dialog.getByRole("button", { name: confirm, exact: true }).click();
    await dialog.getByText("Say why, in public.").waitFor();
    await dialog.getByLabel("Reason").and(maker.locator(":focus")).waitFor();
    await expectFit(maker);
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: confirm, exact: true }).click();
    await dialog.getByText(ENTERED).waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
  };

  it("lets the owner object to somebody with the code from the box", async () => {
    await claimant().goto("about:blank");
    await claimant().goto(url(`/claim#${device().code}`));
    await claimant()
      .getByRole("link", { name: /its owner has 14 days to object/ })
      .click();
    await claimant().getByRole("heading", { name: "What follows" }).waitFor();
    expect(claimant().url()).to.equal(url("/recover"));
    await expectFit(claimant());
    await claimant().getByRole("button", { name: "Claim it, and let the owner object" }).click();
    await claimant().getByText("14 days left").waitFor();
    await expectFit(claimant());

    const anybody = await visitor();
    await anybody.goto(url(`/devices/${device().device}`));
    await anybody.getByText("Claimed by somebody else.").waitFor();
    await anybody.getByRole("link", { name: "How it stands" }).click();
    await anybody.getByText("14 days left").waitFor();
    await anybody.context().close();

    await owner().goto(url("/my/devices"));
    await owner().getByText("Somebody else claims this device.").waitFor();
    await expectFit(owner());
    await confirmIn(owner(), "Object", "Object");
    await owner().getByText("Somebody else claims this device.").waitFor({ state: "detached" });
    await owner().goto(url(`/my/devices/${device().device}`));
    await owner().getByText("You objected to somebody else's claim.").waitFor();

    await claimant().goto(url(`/recover/${device().device}`));
    await claimant().getByText("The owner objected to your claim.").waitFor();
    await claimant().getByText("Petrel Home may award it to you all the same").waitFor();
    await expectFit(claimant());
  });

  it("can be claimed with the device itself, which outranks the code, while somebody holds its button", async () => {
    const page = claimant();
    await page.goto(url("/recover"));
    await page.getByLabel("The device itself").check();
    await page.getByLabel("Device number").fill(device().device);
    await expectReachable(page);
    await page.getByRole("button", { name: "Get a challenge" }).click();
    const challenge = await page.getByText(/^muster-recovery-1:/).innerText();
    expect((await answer(challenge)).stderr).to.contain("while nobody holds its button");
    const { stdout } = await answer(challenge, "--button-held");
    await page.getByLabel("Answer of the device").fill(stdout.slice(0, -1));
    await page.getByText("This is not a whole muster-recovery-answer-1 text").waitFor();
    await page.getByLabel("Answer of the device").fill(stdout);
    await page.getByRole("heading", { name: "What follows" }).waitFor();
    await expectFit(page);
    // as the device's own page links to it
    await page.goto("about:blank");
    await page.goto(url(`/recover#${stdout}`));
    await page.getByRole("button", { name: "Claim it, and let the owner object" }).click();
    await page.getByText("14 days left").waitFor();
    await page.getByText("Claimed with the device itself").waitFor();
    await expectFit(page);
  });

  it("is awarded by its maker after an objection, with a reason that both read, and that can be taken back", async () => {
    await owner().goto(url("/my/devices"));
    await owner().getByText("Whoever it is has the device itself.").waitFor();
    await confirmIn(owner(), "Object", "Object");
    await owner().getByText("Somebody else claims this device.").waitFor({ state: "detached" });

    const maker = await visitor("Piet de Wit");
    await maker.goto(url("/console/disputes"));
    await maker.getByText("The owner objected on").waitFor();
    await expectReachable(maker);
    await expectFit(maker);
    await leaveByKeyboard(maker.getByRole("button", { name: /^Award it to the claimant/ }));
    const reason = "The bill names the claimant; the shop confirms it.";
    await say(maker, /^Award it to the claimant/, "Award it", reason);
    await maker.getByText("14 days left").waitFor();
    await maker.getByText(reason).waitFor();
    await expectFit(maker);

    await owner().goto(url("/my/devices"));
    await owner().getByText("Its maker has awarded this device to somebody else.").waitFor();
    await owner().getByText(reason).waitFor();
    await expectFit(owner());
    await claimant().goto(url(`/recover/${device().device}`));
    await claimant().getByText("Petrel Home awarded it").waitFor();
    await claimant().getByText(reason).waitFor();
    await expectReachable(claimant());
    await expectFit(claimant());

    await say(maker, /^Take the award back/, "Take it back", "The bill was forged.");
    await maker.getByText("You took an award back on").waitFor();
    await maker.context().close();
    await claimant().reload();
    await claimant().getByText("Petrel Home took its award back on").waitFor();
    await owner().goto(url(`/my/devices/${device().device}`));
    await owner().getByText("The bill was forged.").waitFor();
    await expectFit(owner());
  });
}

/** What an owner states of the inside of a device. */
export function partSteps({ demo, device, owner }: Pick<Ground, "demo" | "device" | "owner">): void {
  it("has a part replaced, as its owner states without a coin", async () => {
    const page = owner();
    await page.goto(`${demo().urls.web}/my/devices/${device().device}`);
    const opener = page.getByRole("button", { name: "Register the part" });
    await leaveByKeyboard(opener);
    await opener.click();
    const dialog = page.getByRole("dialog");
    const batch = dialog.getByLabel("Batch of the new part");
    await dialog.getByRole("button", { name: "Register", exact: true }).click();
    await dialog.getByText("Enter the batch of the new part.").waitFor();
    await batch.fill("LF210");
    await dialog.getByText("No such batch is in the register.").waitFor();
    await batch.fill("1");
    await dialog.getByText("That is LF-210 camera board").waitFor();
    await expectFit(page);
    await dialog.getByLabel("Removed").check();
    await dialog.getByText("This costs you nothing").waitFor();
    await dialog.getByRole("button", { name: "Register", exact: true }).click();
    await dialog.getByText(ENTERED).waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await page.goto(`${demo().urls.web}/devices/${device().device}`);
    await page.getByText("Part number 0 was removed.").waitFor();
  });
}
