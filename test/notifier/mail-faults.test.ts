import { expect } from "chai";
import type { DeliveryError } from "../../notifier/channels/channel.ts";
import { createMailer } from "../../notifier/channels/mailer.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { PHASES, type Phase, type SmtpFault, startFaultySmtp } from "./faulty-smtp.ts";

/** `final`: told another way or not at all. `later`: tried again, and an operator sees why. */
type Class = "final" | "later";

const CODES = [421, 450, 451, 452, 454, 500, 535, 550, 552, 553, 554] as const;
const ROW: Record<Phase, Class[]> = {
  //      421      450      451      452      454      500      535      550      552      553      554
  banner: ["later", "later", "later", "later", "later", "later", "later", "later", "later", "later", "later"],
  ehlo: ["later", "later", "later", "later", "later", "later", "later", "later", "later", "later", "later"],
  auth: ["later", "later", "later", "later", "later", "later", "later", "later", "later", "later", "later"],
  mail: ["later", "later", "later", "later", "later", "later", "later", "later", "later", "later", "later"],
  rcpt: ["later", "later", "later", "later", "later", "later", "later", "final", "final", "final", "final"],
  data: ["later", "later", "later", "later", "later", "later", "later", "final", "final", "final", "final"],
  dot: ["later", "later", "later", "later", "later", "later", "later", "final", "final", "final", "final"],
};
/** Not an answer. After the dot the mail may have been taken all the same: it is sent again under its own id. */
const BREAKS = ["silence", "reset", "close", "garbage"] as const;

const MAIL = { to: "olga@example.org", subject: "s", text: "t", html: "<p>t</p>", messageId: "<1@muster.example>" };

async function classOf(smtpUrl: string): Promise<Class | "sent"> {
  const from = { name: "Muster", address: "notices@muster.example" };
  const mailer = createMailer({ smtpUrl, from, connections: 1, silenceMs: 300 });
  try {
    await mailer.send(MAIL);
    return "sent";
  } catch (error) {
    const { name, message, retryable } = error as DeliveryError;
    if (name !== "DeliveryError" || message.includes("olga")) throw error;
    return retryable ? "later" : "final";
  } finally {
    mailer.close();
  }
}

async function withFault(phase: Phase, fault: SmtpFault): Promise<Class | "sent"> {
  const smtp = await startFaultySmtp(phase, fault);
  try {
    return await classOf(smtp.url);
  } finally {
    smtp.close();
  }
}

describe("faults of mail servers", function () {
  this.timeout(60_000);

  it("are of the class that the table says: each code at each step", async () => {
    const met: Partial<Record<Phase, (Class | "sent")[]>> = {};
    for (const phase of PHASES) met[phase] = await Promise.all(CODES.map((code) => withFault(phase, code)));
    expect(met).to.deep.equal(ROW);
  });

  it("are tried again when they are no answer, at each step", async () => {
    for (const phase of PHASES)
      expect(await Promise.all(BREAKS.map((fault) => withFault(phase, fault))), phase).to.deep.equal(BREAKS.map(() => "later"));
  });

  it("are tried again where nobody listens or nobody is", async () => {
    expect(await classOf(`smtp://127.0.0.1:${await anyPort()}`)).to.equal("later");
    expect(await classOf("smtp://nobody.invalid:25")).to.equal("later");
  });

  it("are told from a server without one", async () => {
    expect(await withFault("dot", 250)).to.equal("sent");
  });
});
