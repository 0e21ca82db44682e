import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";

const MAX_REASON = 500;

/** What is wrong with a public reason; null when nothing is. */
export function reasonProblem(text: string): string | null {
  if (text.trim() === "") return "Say why, in public.";
  return text.trim().length > MAX_REASON ? `At most ${MAX_REASON} characters.` : null;
}

type Props = { value: string; onChange(text: string): void; isJudged: boolean; isLocked: boolean; hint?: string };

export const ReasonField = ({ value, onChange, isJudged, isLocked, hint = "Name no people: it stays public." }: Props) => (
  <Field label="Reason" hint={hint} error={isJudged ? reasonProblem(value) : null} required>
    {(control) => <Textarea {...control} value={value} onChange={(event) => onChange(event.target.value)} disabled={isLocked} />}
  </Field>
);
