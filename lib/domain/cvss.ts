/** Base metrics of CVSS 3.0 and 3.1 and their weights, FIRST's specification section 7.4. */
const WEIGHTS: Record<string, Record<string, number>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  S: { U: 0, C: 1 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};

const roundUp = (value: number): number => Math.ceil(Math.round(value * 100_000) / 10_000) / 10;

/** The base score of a version 3 vector that has the base metrics, each once, and nothing else; null for any other text. */
export function baseScoreV3(vector: string): number | null {
  const [prefix, ...metrics] = vector.split("/");
  if (prefix !== "CVSS:3.1" && prefix !== "CVSS:3.0") return null;
  const given = new Map(metrics.map((metric) => metric.split(":") as [string, string]));
  if (metrics.length !== 8 || given.size !== 8) return null;
  const values = Object.entries(WEIGHTS).map(([name, weights]) => weights[given.get(name) ?? ""]);
  if (values.includes(undefined)) return null;
  const [av, ac, pr, ui, scope, c, i, a] = values as [number, number, number, number, number, number, number, number];
  const changed = scope === 1;
  const privileges = changed && pr !== 0.85 ? (pr === 0.62 ? 0.68 : 0.5) : pr;
  const lost = 1 - (1 - c) * (1 - i) * (1 - a);
  const impact = changed ? 7.52 * (lost - 0.029) - 3.25 * (lost - 0.02) ** 15 : 6.42 * lost;
  if (impact <= 0) return 0;
  return roundUp(Math.min((changed ? 1.08 : 1) * (impact + 8.22 * av * ac * privileges * ui), 10));
}

export const severityWordV3 = (base: number): string =>
  base >= 9 ? "CRITICAL" : base >= 7 ? "HIGH" : base >= 4 ? "MEDIUM" : base > 0 ? "LOW" : "NONE";
