import type { Notice } from "../../../../../../lib/domain/notice-document.ts";
import { MAX_SCOPE_ITEMS } from "../../../../../../lib/domain/scope.ts";
import type { RecallView } from "../../../../../../lib/feed/wire.ts";
import { type FormProblems, problemsOf, type RecallForm } from "../../../_components/recall-form.ts";
import { formFromNotice } from "../../../_components/recall-notice.ts";

/** The next version of a recall in the fields. `scope` holds only what comes to it. */
export type AmendmentForm = RecallForm & { reason: string };

export const beginAmendment = ({ measure, severity }: Pick<RecallView, "measure" | "severity">, notice: Notice): AmendmentForm => ({
  ...formFromNotice(notice),
  measure,
  severity,
  reason: "",
});

/** As in the draft that it becomes. */
const REASON_AT_MOST = 2_000;

/** What is wrong, by field. Nothing has to be added to the scope: it stands already. */
export function amendmentProblems(form: AmendmentForm, present: Pick<RecallView, "scope">): FormProblems & { reason?: string } {
  const { scope: _, ...problems } = problemsOf(form);
  const [reason, items] = [form.reason.trim(), present.scope.length + form.scope.length];
  return {
    ...problems,
    ...(items > MAX_SCOPE_ITEMS && { scope: `At most ${MAX_SCOPE_ITEMS} entries in all versions together; these are ${items}.` }),
    ...(reason === "" && { reason: "Say why, in public." }),
    ...(reason.length > REASON_AT_MOST && { reason: `At most ${REASON_AT_MOST} characters.` }),
  };
}
