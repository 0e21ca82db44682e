/**
 * What a source says of versions, held against the releases of a model. Version strings have no order that everybody
 * keeps, so none is assumed: a bound counts when it names a release (then the sequence numbers order the rest), or when
 * the source declares semantic versions and everything concerned is one. Everything else is a question for a person.
 */

type Operator = "<" | "<=" | ">" | ">=" | "=";
type Bound = { operator: Operator; version: string };

export type VersionClaim =
  | { kind: "any" }
  /** A release is meant when it fulfils all bounds of one of the alternatives. */
  | { kind: "range"; text: string; alternatives: readonly (readonly Bound[])[]; isSemantic: boolean }
  | { kind: "unclear"; text: string };

export type ReleaseRef = { sequence: number; version: string };

/** Sequence numbers of the releases that are meant, or why that cannot be said. */
export type VersionVerdict = { kind: "all" } | { kind: "some"; sequences: number[] } | { kind: "unclear"; why: string };

const MAX_TEXT = 500;
const ALL = /^(vers:(all|\*)\/\*|\*|-|all( versions)?)$/i;

/** A version, or a range of them, as CSAF's branches write it. */
export function versionClaim(text: string | undefined): VersionClaim {
  const plain = text?.trim() ?? "";
  if (plain === "" || ALL.test(plain)) return { kind: "any" };
  const [, scheme = "", list = ""] = /^(?:vers:([a-z0-9.+-]+)\/)?(.*)$/is.exec(plain.slice(0, MAX_TEXT)) ?? [];
  const bounds = list.split(/[|,]/).map(boundOf);
  if (plain.length > MAX_TEXT || bounds.some((bound) => bound === null)) return { kind: "unclear", text: plain };
  return {
    kind: "range",
    text: plain,
    alternatives: alternativesOf(bounds as Bound[]),
    isSemantic: /^(semver|npm|cargo|golang)$/i.test(scheme),
  };
}

function boundOf(text: string): Bound | null {
  const [, operator = "", version = ""] = /^\s*(<=|>=|<|>|=)?\s*(\S+)\s*$/.exec(text) ?? [];
  return version === "" || /[<>=*]/.test(version) ? null : { operator: (operator || "=") as Operator, version };
}

/** As the vers notation has it: single versions stand for themselves, and a lower bound belongs with the next upper one. */
function alternativesOf(bounds: readonly Bound[]): Bound[][] {
  const alternatives: Bound[][] = [];
  let open: Bound | undefined;
  for (const bound of bounds) {
    if (bound.operator === "=") alternatives.push([bound]);
    else if (bound.operator.startsWith(">")) {
      if (open) alternatives.push([open]);
      open = bound;
    } else {
      alternatives.push(open ? [open, bound] : [bound]);
      open = undefined;
    }
  }
  if (open) alternatives.push([open]);
  return alternatives;
}

/** Which of a model's releases a claim means. */
export function releasesMeant(claim: VersionClaim, releases: readonly ReleaseRef[]): VersionVerdict {
  if (claim.kind === "any") return { kind: "all" };
  const unclear: VersionVerdict = { kind: "unclear", why: `the source limits it to "${claim.text}", which is no release of this model` };
  if (claim.kind === "unclear") return unclear;
  const compare = claim.isSemantic ? bySemantics : bySequence(releases);
  const sequences: number[] = [];
  for (const release of releases) {
    const answers = claim.alternatives.map((bounds) => fulfils(release, bounds, compare));
    if (answers.includes(true)) sequences.push(release.sequence);
    else if (answers.includes(null)) return unclear;
  }
  // A version that is none of the releases may be one that was never registered: nobody can say that it is not there.
  const named = claim.alternatives.flat().filter(({ operator }) => operator === "=");
  if (named.some(({ version }) => !releases.some((release) => release.version === version))) return unclear;
  return releases.length === 0 ? unclear : { kind: "some", sequences: sequences.sort((a, b) => a - b) };
}

/** Less than, equal to or greater than zero; null when nobody can say. */
type Compare = (release: ReleaseRef, version: string) => number | null;

function fulfils(release: ReleaseRef, bounds: readonly Bound[], compare: Compare): boolean | null {
  const answers = bounds.map(({ operator, version }): boolean | null => {
    if (operator === "=") return release.version === version;
    const order = compare(release, version);
    if (order === null) return null;
    if (order === 0) return operator.endsWith("=");
    return operator.startsWith("<") === order < 0;
  });
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

/** By the maker's own order, for a version that is a release. `0` is before everything, as CVE records write it. */
const bySequence =
  (releases: readonly ReleaseRef[]): Compare =>
  (release, version) => {
    const named = releases.filter((other) => other.version === version);
    if (named.length === 1) return release.sequence - (named[0] as ReleaseRef).sequence;
    return version === "0" ? 1 : null;
  };

const SEMANTIC = /^v?(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})\.(0|[1-9]\d{0,9})$/;

/** Plain semantic versions; pre-releases are left to people. */
const bySemantics: Compare = (release, version) => {
  if (version === "0") return 1;
  const [mine, other] = [SEMANTIC.exec(release.version), SEMANTIC.exec(version)];
  if (!mine || !other) return null;
  for (const part of [1, 2, 3]) {
    const difference = Number(mine[part]) - Number(other[part]);
    if (difference !== 0) return difference;
  }
  return 0;
};
