// npm run shots: pictures of the main pages, phone and desktop, light and dark, into .muster/shots. With --readme the
// three of the README are taken anew as well. Plays the story on a little further in a demonstration of its own.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright-core";
import * as calls from "../lib/chain/calls.ts";
import { decodeDraft } from "../lib/chain/draft.ts";
import { CAST, type CastId, castMember } from "../lib/domain/cast.ts";
import { deviceId, recallId } from "../lib/domain/ids.ts";
import { buildWeb, compileContracts, findChromium, say } from "./setup.ts";
import { type Stack, startStack } from "./stack.ts";
import { DEMO_SIZES } from "./story/products.ts";
import { openWorld } from "./story/world.ts";

const OUT = ".muster/shots";
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;
const THEMES = ["light", "dark"] as const;

type Shot = { name: string; path: string; as?: CastId };

const SHOTS: Shot[] = [
  { name: "home", path: "/" },
  { name: "recalls", path: "/recalls" },
  { name: "recall", path: "/recalls/2" },
  { name: "model", path: "/models/4-09506000246819" },
  { name: "declaration", path: "/models/2-09506000134352/declaration" },
  { name: "device", path: "/devices/4-4" },
  { name: "verify-owner", path: "/verify-owner/4-4" },
  { name: "batch", path: "/batches/1" },
  { name: "organisations", path: "/organizations" },
  { name: "disclosures", path: "/disclosures" },
  { name: "disclosure", path: "/disclosures/1" },
  { name: "regulator", path: "/regulator" },
  { name: "regulator-history", path: "/regulator/history" },
  { name: "bodies", path: "/regulator/bodies", as: "gus" },
  { name: "disclose", path: "/disclosures/file", as: "eli" },
  { name: "my-disclosures", path: "/disclosures/mine", as: "ben" },
  { name: "claim", path: "/claim", as: "eli" },
  { name: "my-devices", path: "/my/devices", as: "chen" },
  { name: "my-device", path: "/my/devices/4-4", as: "chen" },
  { name: "recover", path: "/recover", as: "chen" },
  { name: "inbox", path: "/my/inbox", as: "chen" },
  { name: "settings", path: "/my/settings", as: "chen" },
  { name: "console", path: "/console", as: "piet" },
  { name: "console-models", path: "/console/models", as: "piet" },
  { name: "console-batches", path: "/console/batches", as: "piet" },
  { name: "console-releases", path: "/console/releases", as: "piet" },
  { name: "console-recalls", path: "/console/recalls", as: "piet" },
  { name: "console-operators", path: "/console/operators", as: "piet" },
  { name: "console-course", path: "/console/recalls/1", as: "nadia" },
  { name: "console-new-batch", path: "/console/batches/new", as: "piet" },
  { name: "console-disclosures", path: "/console/disclosures", as: "piet" },
  { name: "console-disputes", path: "/console/disputes", as: "piet" },
  { name: "console-advisories", path: "/console/advisories", as: "nadia" },
  { name: "compose", path: "/console/recalls/new", as: "nadia" },
  { name: "amend", path: "/console/recalls/amend/1", as: "nadia" },
  { name: "unsubscribe", path: "/unsubscribe/x" },
  { name: "confirm", path: "/confirm/x?language=de" },
  { name: "tell-me", path: "/models/4-09506000246819/tell-me?problem=address" },
  { name: "tell-me-sent", path: "/confirm/sent?language=en&model=4-09506000246819" },
  { name: "unsubscribe-model", path: "/unsubscribe/x?language=en&model=4-09506000246819" },
];

/** What the README shows: the first screen of a shot. */
const README: Record<string, string> = {
  "recall-desktop-light": "docs/images/recall.png",
  "my-devices-phone-light": "docs/images/my-devices-phone.png",
  "home-desktop-dark": "docs/images/home-dark.png",
};

/** Releases the board's recall and lets some people act on it, so that the pages have something to show. */
async function playOn({ urls, deployment, story, drafts }: Stack): Promise<void> {
  const world = await openWorld(urls.rpc, deployment);
  const [draft] = await drafts(story.orgs.lumenForge);
  if (!draft) throw new Error("the story's draft is gone");
  await world.release("remy", decodeDraft(draft.content));
  const recall = recallId(story.recalls.lamp + 1);
  await world.as("nadia", calls.offerFix(deployment, recall, story.models.northgate, 2));
  const ada = deviceId(story.batches.northgate, 17);
  await world.as("ada", calls.acknowledgeRecall(deployment, recall, ada, "0x00"));
  await world.as("piet", calls.offerFix(deployment, recall, story.models.petrel, 2));
}

async function connectAs(page: Page, member: CastId): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Connect" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: castMember(member).name })
    .click();
  await page
    .getByRole("banner")
    .getByRole("button", { name: castMember(member).name })
    .waitFor();
  const signIn = page.getByRole("button", { name: "Sign in", exact: true });
  const isAsked = await signIn.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
  if (!isAsked) return;
  await signIn.click();
  await signIn.waitFor({ state: "hidden" });
}

async function take(browser: Browser, base: string, size: keyof typeof SIZES, theme: (typeof THEMES)[number]): Promise<void> {
  for (const person of [undefined, ...CAST.map(({ id }) => id)]) {
    const shots = SHOTS.filter((shot) => shot.as === person);
    if (shots.length === 0) continue;
    const context = await browser.newContext({ viewport: SIZES[size], colorScheme: theme, reducedMotion: "reduce" });
    const page = await context.newPage();
    if (person) {
      await page.goto(`${base}/my/inbox`);
      await connectAs(page, person);
    }
    for (const { name, path } of shots) {
      await page.goto(`${base}${path}`, { waitUntil: "networkidle" });
      const shot = `${name}-${size}-${theme}`;
      await page.screenshot({ path: join(OUT, `${shot}.png`), fullPage: true });
      const image = README[shot];
      if (image && forReadme) await page.screenshot({ path: image });
    }
    await context.close();
  }
}

const { readme: forReadme } = parseArgs({ options: { readme: { type: "boolean", default: false } } }).values;
compileContracts();
buildWeb();
for (const folder of [OUT, "docs/images"]) mkdirSync(folder, { recursive: true });
const stateDir = mkdtempSync(join(tmpdir(), "muster-shots-"));
const ports = { web: 3300, api: 43300, mail: 8330, rpc: 8830, database: 54830, notifier: 9830, relay: 9832 };
const stack = await startStack({ stateDir, sizes: DEMO_SIZES, ports, say });
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
try {
  await playOn(stack);
  for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[])
    for (const theme of THEMES) await take(browser, stack.urls.web, size, theme);
  say(`pictures are in ${OUT}.`);
} finally {
  await browser.close();
  await stack.stop();
  rmSync(stateDir, { recursive: true, force: true });
}
