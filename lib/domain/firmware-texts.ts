import type { PairTable } from "./default-pairs.ts";
import type { Found, HashScheme } from "./firmware-finding.ts";

/** A piece of printable text, up to a byte that is none. */
export type Line = {
  readonly text: string;
  /** In bytes from the start. */
  readonly offset: number;
  /** Whole strings of C: a NUL, or nothing, before it, and a NUL after it. */
  readonly isString: boolean;
  /** What begins before or from here on is told with the text before or after: pieces of a long one overlap. */
  readonly from: number;
  readonly to: number;
};

type FoundAt = Found & { offset: number };

/** Words that stand beside each other in programs and manuals without being anybody's password. */
const WORDS =
  /^(|admin|administrator|default|ftp|guest|operator|pass|password|private|public|root|service|supervisor|support|system|tech|telnet|user|ubnt|daemon|manager|installer|linux|video|welcome|changeme)$/i;
const certaintyOf = (password: string) => (WORDS.test(password) ? "possible" : "likely");

// ---- hashes ----

const CRYPT: readonly [HashScheme, RegExp][] = [
  ["md5", /\$1\$[./0-9A-Za-z]{0,8}\$[./0-9A-Za-z]{22}(?![./0-9A-Za-z])/g],
  ["apr1", /\$apr1\$[./0-9A-Za-z]{0,8}\$[./0-9A-Za-z]{22}(?![./0-9A-Za-z])/g],
  ["sha256", /\$5\$(?:rounds=\d{1,9}\$)?[./0-9A-Za-z]{0,16}\$[./0-9A-Za-z]{43}(?![./0-9A-Za-z])/g],
  ["sha512", /\$6\$(?:rounds=\d{1,9}\$)?[./0-9A-Za-z]{0,16}\$[./0-9A-Za-z]{86}(?![./0-9A-Za-z])/g],
  ["bcrypt", /\$2[abxy]?\$\d\d\$[./0-9A-Za-z]{53}(?![./0-9A-Za-z])/g],
  ["yescrypt", /\$(?:y|gy|7)\$[./0-9A-Za-z]{1,12}\$[./0-9A-Za-z]{0,86}\$[./0-9A-Za-z]{43}(?![./0-9A-Za-z])/g],
];
const ACCOUNT = /(?:^|[^\w.-])([A-Za-z_][\w.-]{0,31}):(!{0,2})$/;

/** A line of /etc/passwd or /etc/shadow whose second field is a DES hash or empty. */
const DATABASE =
  /(?:^|["'\s])([a-z_][\w.-]{0,31}):(!{0,2})([./0-9A-Za-z]{13}|):(?:\d{1,10}:\d{1,10}:[^:]{0,200}:\/?[^:]{0,200}:\/[^:"']{0,200}|\d{0,10}:\d{0,10}:\d{0,10}:\d{0,10}:\d{0,10}:\d{0,10}:\d{0,10})(?=$|["'\s])/g;

function hashes({ text, offset }: Line): FoundAt[] {
  const found: FoundAt[] = [];
  if (text.includes("$"))
    for (const [scheme, pattern] of CRYPT)
      for (const { 0: hash, index } of text.matchAll(pattern)) {
        const account = ACCOUNT.exec(text.slice(Math.max(0, index - 40), index));
        found.push({
          ...{ kind: "password-hash", offset: offset + index, scheme, hash },
          ...{ user: account?.[1] ?? null, locked: (account?.[2] ?? "") !== "" },
        });
      }
  if (!text.includes("::") && !text.includes(":/")) return found;
  for (const match of text.matchAll(DATABASE)) {
    const [whole, user = "", lock = "", hash = ""] = match;
    const start = offset + match.index + whole.indexOf(user);
    if (hash !== "")
      found.push({ kind: "password-hash", offset: start + user.length + 1 + lock.length, user, scheme: "des", hash, locked: lock !== "" });
    else if (lock === "") found.push({ kind: "open-account", offset: start, user });
  }
  return found;
}

// ---- user:password ----

const TOKEN_END = /^[\s"'`,;@<>&)\]}|\\]/;
/** Owners of files are written in the same way. */
const OWNER = /\b(chown|chgrp|owner|install|fakeroot)\b|\s-[a-z]*R/;

function joined({ text, offset }: Line, pairs: PairTable): FoundAt[] {
  const found: FoundAt[] = [];
  for (let colon = text.indexOf(":"); colon > 0; colon = text.indexOf(":", colon + 1)) {
    const user = /(?<![\w.@#%:-])[\w-]{1,32}$/.exec(text.slice(Math.max(0, colon - 34), colon))?.[0];
    const passwords = user === undefined ? undefined : pairs.get(user);
    if (user === undefined || passwords === undefined) continue;
    const rest = text.slice(colon + 1, colon + 1 + 65);
    const password = [...passwords].find(
      (known) => known !== "" && rest.startsWith(known) && (rest.length === known.length || TOKEN_END.test(rest.slice(known.length))),
    );
    if (password === undefined || (user === password && OWNER.test(text.slice(Math.max(0, colon - 200), colon)))) continue;
    const start = offset + colon - user.length;
    found.push({ kind: "default-pair", offset: start, shape: "user:password", user, password, certainty: certaintyOf(password) });
  }
  return found;
}

// ---- settings ----

const SETTING =
  /([\w.-]{0,40}?)(user_?-?name|user|login|account|usr|passphrase|password|passwd|pass|pwd)["']?\s{0,4}(?:=>?|:|>)\s{0,4}(["']?)/gi;
const VALUE = /^[^"'\s,;&<>\\]{0,64}/;
/** How many pieces of text apart a name and its password may stand. */
const REACH = 4;

type Setting = { of: "user" | "password"; owner: string; value: string; offset: number; line: number };

function settingsOf({ text, offset, from, to }: Line, line: number, pairs: PairTable): Setting[] {
  return [...text.matchAll(SETTING)].flatMap((match): Setting[] => {
    const [whole, owner = "", key = "", quote = ""] = match;
    const rest = text.slice(match.index + whole.length);
    // In quotes blanks count: a password may end in one.
    const value = quote === "" ? (VALUE.exec(rest)?.[0] ?? "") : rest.slice(0, Math.max(0, rest.slice(0, 66).indexOf(quote)));
    const of = /^(p)/i.test(key) ? "password" : "user";
    const start = offset + match.index;
    if (start < from || start >= to || (of === "user" && !pairs.has(value))) return [];
    return [{ of, owner: owner.replace(/[_.-]+$/, ""), value, offset: start, line }];
  });
}

/**
 * Looks for passwords in texts in the order in which they stand. Nothing is remembered but the text before and the names
 * and passwords of the last few.
 */
export function createTextScanner(pairs: PairTable, emit: (found: FoundAt) => void) {
  let before: Line | null = null;
  let line = 0;
  let users: Setting[] = [];
  let passwords: Setting[] = [];

  const pair = (user: string, password: Setting, offset: number): boolean => {
    if (!pairs.get(user)?.has(password.value)) return false;
    const certainty = password.value === "" || user === "user" ? "possible" : "likely";
    emit({ kind: "default-pair", offset, shape: "settings", user, password: password.value, certainty });
    return true;
  };

  function settings(text: Line): void {
    users = users.filter((setting) => line - setting.line <= REACH);
    passwords = passwords.filter((setting) => line - setting.line <= REACH);
    for (const setting of settingsOf(text, line, pairs)) {
      if (setting.of === "user") {
        const kept = passwords.filter((password) => !pair(setting.value, password, Math.min(password.offset, setting.offset)));
        if (kept.length === passwords.length) users.push(setting);
        passwords = kept;
        continue;
      }
      // admin_passwd=1234 names whose it is.
      const own = /[A-Za-z0-9]+$/.exec(setting.owner)?.[0] ?? "";
      if (own !== "" && setting.value !== "" && pair(own, setting, setting.offset)) continue;
      const name = users.findLast(({ value }) => pairs.get(value)?.has(setting.value));
      if (name) {
        pair(name.value, setting, name.offset);
        users = users.filter((user) => user !== name);
      } else if (setting.value !== "") passwords.push(setting);
    }
  }

  return (text: Line, gap: number): void => {
    line++;
    if (text.text.length >= SHORTEST_TEXT)
      for (const found of [...hashes(text), ...joined(text, pairs)]) if (found.offset >= text.from && found.offset < text.to) emit(found);
    if (text.text.length >= SHORTEST_TEXT && /pass|pwd|user|login|account|usr/i.test(text.text)) settings(text);
    const user = before;
    if (user && gap <= MAX_GAP && user.isString && text.isString && text.text !== "" && pairs.get(user.text)?.has(text.text))
      emit({
        ...{ kind: "default-pair", offset: user.offset, shape: "neighbouring strings" },
        ...{ user: user.text, password: text.text, certainty: certaintyOf(text.text) },
      });
    before = text;
  };
}

/** A name, a colon or the like, and a password: shorter texts say nothing by themselves. */
export const SHORTEST_TEXT = 7;

/** NULs between two strings that count as neighbours: fields of 32 bytes in a table of accounts. */
export const MAX_GAP = 32;
