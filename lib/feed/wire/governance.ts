import { z } from "zod";
import { address, blockSchema, digest, hex, time } from "./basics.ts";
import { bodyRefSchema, organizationSchema } from "./organizations.ts";

const reason = z.string();

/** What governance announced: of which body, and what. */
export const announcedSchema = z.object({
  /** Hash of caller, target and data. */
  operation: digest,
  caller: address,
  target: address,
  data: hex,
  announcedAt: time,
  readyAt: time,
  /** Waiting for its time, ready, done, called off, or left undone for a week. */
  state: z.enum(["waiting", "ready", "done", "canceled", "expired"]),
  what: z.discriminatedUnion("act", [
    z.object({
      act: z.literal("admit"),
      kind: organizationSchema.shape.kind,
      admin: address,
      name: z.string(),
      domain: z.string(),
      country: z.string(),
    }),
    z.object({ act: z.enum(["suspend", "lift"]), orgId: z.number().int(), reason }),
    z.object({ act: z.literal("replace-admin"), orgId: z.number().int(), admin: address, reason }),
    z.object({
      act: z.literal("assign-network"),
      asn: z.number().int(),
      /** Null when nobody is to run it. */
      orgId: z.number().int().nullable(),
      reason,
    }),
    z.object({ act: z.literal("other"), target: address, selector: hex }),
  ]),
  /** The body that it is about; null where it is about none, or one that does not exist. */
  body: bodyRefSchema.nullable(),
});

/** Who governs, and what is announced. */
export const governanceSchema = z.object({
  /** Each acts so many seconds after it announced what it does; 0 is at once. */
  governors: z.array(z.object({ account: address, delay: z.number().int().min(0) })),
  /** Newest first, the newest 200. */
  items: z.array(announcedSchema),
  asOf: blockSchema,
});
export type AnnouncedView = z.infer<typeof announcedSchema>;
