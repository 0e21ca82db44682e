import { CSAF_MAX_CHARACTERS, type CsafAdvisory, parseCsaf } from "./csaf.ts";
import { advisoryOfCve, isCveRecord } from "./cve.ts";

/** Reads what others say of products: a CSAF 2.0 document or a CVE record. @throws MusterError `advisory-invalid`. */
export function parseAdvisory(text: string): CsafAdvisory {
  const record = text.length <= CSAF_MAX_CHARACTERS && /"CVE_RECORD"/.test(text) ? parsed(text) : undefined;
  return isCveRecord(record) ? advisoryOfCve(record) : parseCsaf(text);
}

/** Undefined when it is no JSON; parseCsaf says so then. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}
