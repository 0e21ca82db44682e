"use client";

import { useQuery } from "@tanstack/react-query";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { decodeManifest, manifestDigest } from "@/lib/domain/manifest.ts";
import type { SerialOrder } from "@/lib/domain/serial-order.ts";
import type { BatchView } from "@/lib/feed/wire.ts";
import { type BatchForm, type FormProblems, needsValue, ORDER_KINDS, type OrderKind } from "./batch-form.ts";

const KIND_WORDS: Record<OrderKind, string> = {
  text: "As text, character by character",
  numeric: "As numbers, by value",
  "fixed-width": "As text of one length",
  "prefix-set": "By prefix, then by number",
  "date-code": "By date of production",
};

const VALUE_WORDS: Record<Exclude<OrderKind, "text" | "numeric">, { label: string; hint: string }> = {
  "fixed-width": { label: "Characters", hint: "How many every serial has, for example 9." },
  "prefix-set": { label: "Prefixes in their order", hint: "Separated by commas, for example 12J,12K." },
  "date-code": { label: "Form and place of the date", hint: "For example YYWW@2: year and week from the second character on." },
};

/** The order that the newest batch of a model declared, null when there is none or its manifest is not to be had. */
export const useDeclaredOrder = (batches: readonly BatchView[] | undefined, model: string) => {
  const newest = batches?.filter((batch) => batch.model.id === model).reduce<BatchView | null>((a, b) => (a && a.id > b.id ? a : b), null);
  return useQuery({
    queryKey: ["declared-order", newest?.manifest],
    staleTime: Number.POSITIVE_INFINITY,
    enabled: newest !== undefined && newest !== null,
    queryFn: async (): Promise<{ lot: string; order: SerialOrder } | null> => {
      const response = await fetch(`/documents/${newest?.manifest}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (!response.ok || manifestDigest(bytes) !== newest?.manifest) return null;
      return { lot: newest.lot, order: decodeManifest(bytes).order };
    },
  });
};

type Props = { form: BatchForm; problems: FormProblems; declaredBy: string | null; onChange(part: Partial<BatchForm>): void };

/** How the model's serials count. */
export function OrderFields({ form, problems, declaredBy, onChange }: Props) {
  const kind = form.orderKind;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Order of the serials"
        hint={
          declaredBy
            ? `As lot ${declaredBy} of this model declared it. "Serials A through B" means this order.`
            : 'Units are numbered in it, and "serials A through B" means it.'
        }
      >
        {(control) => (
          <Select {...control} value={kind} onChange={(event) => onChange({ orderKind: event.target.value as OrderKind, orderValue: "" })}>
            {ORDER_KINDS.map((one) => (
              <option key={one} value={one}>
                {KIND_WORDS[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {needsValue(kind) ? (
        <Field {...VALUE_WORDS[kind as keyof typeof VALUE_WORDS]} error={problems.orderValue} required>
          {(control) => (
            <Input
              {...control}
              value={form.orderValue}
              onChange={(event) => onChange({ orderValue: event.target.value })}
              autoComplete="off"
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
