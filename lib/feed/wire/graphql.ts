import { z } from "zod";

/** GraphQL over HTTP: what is asked, as JSON or in an address, and what is answered. */

const MAX_CHARACTERS = 8_000;

const text = z.string().min(1).max(MAX_CHARACTERS).describe("A document of GraphQL.");
const variablesSchema = z.record(z.string(), z.unknown());

export const graphqlBodySchema = z.strictObject({
  query: text,
  variables: variablesSchema.nullish(),
  operationName: z.string().max(200).nullish(),
});

/** In an address variables are JSON. */
export const graphqlQuery = z.strictObject({
  query: text,
  variables: z
    .string()
    .max(MAX_CHARACTERS)
    .transform((json, context): Record<string, unknown> => {
      try {
        return variablesSchema.parse(JSON.parse(json));
      } catch {
        context.addIssue({ code: "custom", message: "is not a JSON object" });
        return z.NEVER;
      }
    })
    .optional()
    .describe("Variables, as a JSON object."),
  operationName: z.string().max(200).optional().describe("Which operation of the document, where it has several."),
});

/** A field that was refused is null in `data`, and stands in `errors` with its path and, of a refusal of ours, its code. */
export const graphqlSchema = z.strictObject({
  data: z.record(z.string(), z.unknown()).nullable().optional(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
});
