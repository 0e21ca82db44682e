import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";
import { reasonProblem } from "@/app/_lib/reason.ts";

type Props = { value: string; onChange(text: string): void; isJudged: boolean; isLocked: boolean; hint?: string };

export const ReasonField = ({ value, onChange, isJudged, isLocked, hint = "Name no people: it stays public." }: Props) => (
  <Field label="Reason" hint={hint} error={isJudged ? reasonProblem(value) : null} required>
    {(control) => <Textarea {...control} value={value} onChange={(event) => onChange(event.target.value)} disabled={isLocked} />}
  </Field>
);
