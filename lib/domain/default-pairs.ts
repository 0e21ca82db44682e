import { MusterError } from "./errors.ts";

/** A name and a password that devices leave the factory with; an empty password is one too. */
export type DefaultPair = { readonly user: string; readonly password: string };

/**
 * Defaults of the trade: what manuals of cameras, recorders, routers and set-top boxes print, and what every scanner on the
 * internet tries first. A maker's own belong into a file beside it, see `parsePairs`.
 */
const BY_USER: Readonly<Record<string, readonly string[]>> = {
  root: [
    ...["", "root", "toor", "admin", "password", "pass", "default", "system", "user", "1234", "12345", "123456", "12345678", "123456789"],
    ...[
      "0000",
      "000000",
      "1111",
      "111111",
      "54321",
      "666666",
      "888888",
      "88888888",
      "alpine",
      "calvin",
      "changeme",
      "dreambox",
      "openelec",
    ],
    ...[
      "raspberry",
      "ubnt",
      "vagrant",
      "welcome",
      "linux",
      "cat1029",
      "GM8182",
      "hi3518",
      "ivdev",
      "juantech",
      "jvbzd",
      "klv123",
      "klv1234",
    ],
    ...["anko", "ikwb", "oelinux123", "realtek", "vizxv", "xc3511", "xmhdipc", "zlxx.", "Zte521", "tsgoingon", "hichiphx", "hslwificam"],
  ],
  admin: [
    ...["", "admin", "Admin", "admin1", "admin123", "admin1234", "administrator", "password", "Password", "pass", "default", "changeme"],
    ...[
      "1234",
      "12345",
      "123456",
      "1234567",
      "12345678",
      "123456789",
      "0000",
      "1111",
      "111111",
      "1111111",
      "4321",
      "54321",
      "888888",
      "9999",
    ],
    ...[
      "123",
      "4321",
      "abc123",
      "meinsm",
      "motorola",
      "smcadmin",
      "system",
      "aquario",
      "gpon",
      "tlJwpbo6",
      "conexant",
      "epicrouter",
      "jvc",
    ],
    ...["CenturyL1nk", "zhone", "utstar", "wbox123", "ikwd", "fliradmin", "user", "root", "support", "service", "public", "private"],
  ],
  Admin: ["", "admin", "Admin", "1234", "12345", "123456", "password"],
  administrator: ["", "administrator", "admin", "1234", "password"],
  Administrator: ["", "admin", "administrator", "meinsm", "password"],
  adminttd: ["adminttd"],
  default: ["", "default", "OxhlwSG8", "S2fGqNFs", "antslq", "tlJwpbo6"],
  daemon: ["daemon"],
  ftp: ["ftp", "video"],
  ftpuser: ["ftpuser", "password"],
  guest: ["", "guest", "1234", "12345", "123456"],
  installer: ["installer", "1234"],
  manager: ["manager", "friend", "1234"],
  mother: ["fucker"],
  operator: ["", "operator", "1234"],
  pi: ["raspberry"],
  service: ["service", "1234"],
  supervisor: ["supervisor", "zyad1234", "1234"],
  support: ["support", "1234", "123456"],
  tech: ["tech", "1234"],
  telecomadmin: ["admintelecom", "nE7jA%5m"],
  telnet: ["telnet"],
  telnetadmin: ["telnetadmin"],
  ubnt: ["ubnt"],
  user: ["", "user", "1234", "12345", "123456", "password", "pass"],
  vstarcam2015: ["20150602"],
  "666666": ["666666"],
  "888888": ["888888"],
};

export const DEFAULT_PAIRS: readonly DefaultPair[] = Object.entries(BY_USER).flatMap(([user, passwords]) =>
  passwords.map((password) => ({ user, password })),
);

const NO_PASSWORD = "(none)";

/**
 * Reads a list of pairs: a name, one space, and the password to the end of the line, blanks at its end included; `(none)` is
 * the empty one.
 * @throws MusterError `pairs-invalid` with the line.
 */
export function parsePairs(text: string): DefaultPair[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line === "") return [];
    const space = line.indexOf(" ");
    if (space < 1 || space === line.length - 1) throw new MusterError("pairs-invalid", { line: at + 1 });
    const password = line.slice(space + 1);
    return [{ user: line.slice(0, space), password: password === NO_PASSWORD ? "" : password }];
  });
}

/** Which passwords are known of each name. */
export type PairTable = ReadonlyMap<string, ReadonlySet<string>>;

export function pairTable(pairs: readonly DefaultPair[]): PairTable {
  const table = new Map<string, Set<string>>();
  for (const { user, password } of pairs) table.set(user, (table.get(user) ?? new Set()).add(password));
  return table;
}
