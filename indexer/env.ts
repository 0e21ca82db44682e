import { z } from "zod";

const url = (scheme: RegExp, example: string) => z.string().regex(scheme, `must be an address such as ${example}`);

const environmentSchema = z.object({
  MUSTER_RPC_URL: url(/^https?:\/\//, "http://127.0.0.1:8545"),
  MUSTER_CHAIN_ID: z.coerce.number().int().positive().default(31337),
  DATABASE_URL: url(/^postgres(ql)?:\/\//, "postgres://muster_indexer@127.0.0.1:5432/muster"),
  MUSTER_POLLING_MS: z.coerce.number().int().min(100).max(60_000).default(1000),
});

/** What the indexer is told by its environment, checked once at the start. */
export function readEnvironment(variables: Record<string, string | undefined> = process.env) {
  const { success, data, error } = environmentSchema.safeParse(variables);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`The indexer's environment is not complete.\n${problems.join("\n")}`);
}
