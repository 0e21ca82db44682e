import { createHmac } from "node:crypto";

/**
 * The head of a message by Standard Webhooks (https://www.standardwebhooks.com): who receives it can tell that it is ours,
 * unaltered, of this moment, and whether it came before. With several secrets each of them signs, so that a new one can be
 * put in place while the former still counts.
 */
export function signedHeaders(id: string, body: string, secrets: readonly string[], now: number): Record<string, string> {
  const timestamp = Math.floor(now / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": signatures.join(" "),
  };
}
