import PostalMime, { type Attachment, type Email } from "postal-mime";
import { MusterError } from "../../../lib/domain/errors.ts";
import { type AbuseReport, readXarf, XARF_MAX_BYTES } from "../../../lib/domain/xarf.ts";
import { readBytes, readText } from "./request.ts";

/** Base64 makes a report longer by a third, and mails repeat it in words. */
const MAIL_MAX_BYTES = 2 * XARF_MAX_BYTES;
const LIMITS = { maxNestingDepth: 8, maxHeadersSize: 65_536 };

const refuse = (problem: string, cause?: unknown): MusterError => new MusterError("abuse-mail-invalid", { problem }, { cause });

/** A report of the form that the request says: JSON, or a mail that carries it. @throws MusterError */
export async function readReport(request: Request): Promise<AbuseReport> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "application/json" || type === "application/xarf+json") return readXarf(await readText(request, XARF_MAX_BYTES));
  if (type === "message/rfc822") return reportInMail(await readBytes(request, MAIL_MAX_BYTES));
  throw new MusterError("request-invalid", { problem: "the body is neither application/json nor message/rfc822" });
}

/** @throws MusterError `abuse-mail-invalid`, or what `readXarf` throws. */
async function reportInMail(bytes: Uint8Array): Promise<AbuseReport> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(bytes, { ...LIMITS, attachmentEncoding: "arraybuffer" });
  } catch (cause) {
    throw refuse("it is no mail", cause);
  }
  const files = mail.attachments.filter(isJson);
  if (files.length !== 1) throw refuse(files.length === 0 ? "it has no JSON file" : "it has several JSON files");
  try {
    return readXarf(new TextDecoder("utf-8", { fatal: true }).decode(files[0]?.content as ArrayBuffer));
  } catch (error) {
    throw error instanceof MusterError ? error : refuse("its JSON file is not UTF-8", error);
  }
}

const isJson = ({ mimeType, filename }: Attachment): boolean =>
  /^application\/(xarf\+)?json$/i.test(mimeType) || /\.json$/i.test(filename ?? "");
