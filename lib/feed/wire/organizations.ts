import { z } from "zod";
import { address, time } from "./basics.ts";
import { standingCountsSchema } from "./standings.ts";

/** A body in short. */
export const bodyRefSchema = z.object({
  id: z.number().int().describe("Number of the body in the register, from 1."),
  name: z.string().describe("Name, as governance admitted it."),
  domain: z.string().describe("Domain name of the body, as governance admitted it."),
});

export const organizationSchema = z.object({
  id: z.number().int(),
  kind: z.enum(["manufacturer", "regulator", "network-operator", "observer", "laboratory", "repairer"]),
  name: z.string(),
  domain: z.string(),
  country: z.string(),
  admin: address,
  /** To whom the admin has offered the organisation; null when to nobody. */
  offeredAdmin: address.nullable(),
  suspended: z.boolean(),
  admittedAt: time,
  operators: z.array(
    z.object({
      account: address,
      permissions: z.array(
        z.enum(["models", "batches", "releases", "recall-draft", "recall-release", "certificates", "repairs", "titles", "networks"]),
      ),
      /** From when the rights to draft and to release recalls count; 0 when it never had them. */
      releaseFrom: time,
    }),
  ),
  /** About its models. */
  disclosures: standingCountsSchema,
});
