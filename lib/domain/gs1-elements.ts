import { hasGs1CheckDigit } from "./gtin.ts";

/**
 * The application identifiers assigned so far and the form of their values (GS1 syntax dictionary of 2026-01-27).
 * N digits, X set 82, Y set 39, Z base64url; `..20` up to 20 characters, brackets around what may be absent.
 */
const FORMS: readonly [ais: string, form: string][] = [
  ["00|8017|8018", "N18"],
  ["0[1-3]", "N14"],
  ["1[1-35-7]|395[0-5]|4326|7006|8005", "N6"],
  ["31[0-6][0-5]|32[0-9][0-5]|33[0-7][0-5]|34[0-9][0-5]|35[0-7][0-5]|36[0-9][0-5]", "N6"],
  ["10|2[12]|243|254|420|4318|702[0-2]|71[0-7]|7240|8002|8012", "X..20"],
  ["20|7241", "N2"],
  ["235", "X..28"],
  ["24[01]|25[01]|40[013]|4308|4319|7002|7023|8004|90", "X..30"],
  ["242", "N..6"],
  ["253", "N13 [X..17]"],
  ["255", "N13 [N..12]"],
  ["30|37", "N..8"],
  ["39[02][0-9]", "N..15"],
  ["39[13][0-9]", "N3 N..15"],
  ["394[0-3]|8111", "N4"],
  ["402", "N17"],
  ["41[0-7]|7001", "N13"],
  ["421", "N3 X..9"],
  ["42[246]", "N3"],
  ["42[35]", "N3 [N3] [N3] [N3] [N3]"],
  ["427|7008", "X..3"],
  ["430[01]|431[01]|4320", "X..35"],
  ["430[2-6]|431[2-6]|7257|8110|8112|8200", "X..70"],
  ["43[01]7", "X2"],
  ["4309", "N20"],
  ["432[1-3]|7252", "N1"],
  ["432[45]|7003", "N10"],
  ["433[0-3]", "N6 [X1]"],
  ["7004", "N..4"],
  ["7005", "X..12"],
  ["7007", "N6 [N6]"],
  ["7009|7255", "X..10"],
  ["7010", "X..2"],
  ["7011", "N6 [N4]"],
  ["703[0-9]", "N3 X..27"],
  ["7040", "N1 X3"],
  ["7041", "X..4"],
  ["723[0-9]", "X2 X..28"],
  ["7242|8013|8014|8020", "X..25"],
  ["7250", "N8"],
  ["7251", "N12"],
  ["725[349]", "X..40"],
  ["7256|9[1-9]", "X..90"],
  ["7258", "X3"],
  ["8001", "N14"],
  ["8003", "N14 [X..16]"],
  ["8006|8026", "N18"],
  ["8007", "X..34"],
  ["8008", "N8 [N2] [N2]"],
  ["8009", "X..50"],
  ["8010", "Y..30"],
  ["8011", "N..12"],
  ["8019", "N..10"],
  ["8030", "Z..90"],
  ["804[01]", "N15"],
  ["8042", "N32"],
  ["8043", "N18 [N..2]"],
];

const SETS: Record<string, string> = { N: "[0-9]", X: "[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]", Y: "[#\\-/0-9A-Z]", Z: "[A-Za-z0-9_\\-=]" };

const toPattern = (form: string): string =>
  form
    .split(" ")
    .map((part) => {
      const [, open = "", set = "", upTo, length] = /^(\[?)([NXYZ])(\.\.)?([0-9]+)\]?$/.exec(part) ?? [];
      return `(?:${SETS[set]}{${upTo ? "1," : ""}${length}})${open && "?"}`;
    })
    .join("");

const PATTERNS = FORMS.map(([ais, form]) => [new RegExp(`^(?:${ais})$`), new RegExp(`^${toPattern(form)}$`), form] as const);

/** Digits in front of a value that end in a check digit. */
const CHECKED: Record<string, number> = {
  "00": 18,
  "01": 14,
  "02": 14,
  "253": 13,
  "255": 13,
  "402": 17,
  "414": 13,
  "415": 13,
  "417": 13,
  "8003": 14,
  "8006": 14,
  "8017": 18,
  "8018": 18,
};

export const isApplicationIdentifier = (ai: string): boolean => PATTERNS.some(([ais]) => ais.test(ai));

/** Why a value cannot stand under an application identifier, null when it can. A sentence's end. */
export function elementProblem(ai: string, value: string): string | null {
  const found = PATTERNS.find(([ais]) => ais.test(ai));
  if (!found) return `${ai} is not an application identifier`;
  const [, pattern, form] = found;
  if (!pattern.test(value)) return `the value of ${ai} is not of the form ${form}`;
  const checked = CHECKED[ai];
  return checked && !hasGs1CheckDigit(value.slice(0, checked)) ? `the check digit of ${ai} is wrong` : null;
}
