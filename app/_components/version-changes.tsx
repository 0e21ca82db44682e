import { MEASURE_WORDS, SEVERITY_WORDS } from "@/app/_lib/words.ts";
import type { FieldChange, VersionDifference } from "@/lib/domain/version-difference.ts";
import type { WordChange } from "@/lib/domain/word-difference.ts";

/** What a version changes in measure, risk and notice, word by word. What it changes in the scope is listed elsewhere. */
export function VersionChanges({ difference }: { difference: VersionDifference<unknown> }) {
  const { measure, severity, notice } = difference;
  const isSame = measure === null && severity === null && notice?.length === 0;
  if (isSame) return <p>Measure, risk and notice stay as they are.</p>;
  return (
    <>
      {measure || severity || notice ? (
        <dl className="flex flex-col gap-4 leading-relaxed">
          {measure ? <Change name="Measure" before={MEASURE_WORDS[measure.before]} after={MEASURE_WORDS[measure.after]} /> : null}
          {severity ? <Change name="Risk" before={SEVERITY_WORDS[severity.before]} after={SEVERITY_WORDS[severity.after]} /> : null}
          {notice?.map((change) => (
            <ChangedField key={change.field} {...change} />
          ))}
        </dl>
      ) : null}
      {notice === null ? <p className="mt-4">The words of the two notices cannot be compared: one of them cannot be read here.</p> : null}
    </>
  );
}

/** A part of a document that reads otherwise than before, word by word. */
export const ChangedField = ({ field, words }: FieldChange) => (
  <div>
    <dt className="text-ink-soft text-sm first-letter:uppercase">{field}</dt>
    <dd className="max-w-prose whitespace-pre-line break-words">
      {words.map((change, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text have nothing but their place
        <Stretch key={at} {...change} />
      ))}
    </dd>
  </div>
);

const Change = ({ name, before, after }: { name: string; before: string; after: string }) => (
  <div>
    <dt className="text-ink-soft text-sm">{name}</dt>
    <dd>
      <Stretch kind="removed" text={before} /> <Stretch kind="added" text={after} />
    </dd>
  </div>
);

/** Removed and added words are told by line and word for readers, not by colour alone. */
function Stretch({ kind, text }: WordChange) {
  if (kind === "same") return text;
  if (kind === "removed")
    return (
      <del className="bg-affected-wash text-affected">
        <span className="sr-only"> (removed: </span>
        {text}
        <span className="sr-only">) </span>
      </del>
    );
  return (
    <ins className="bg-fixed-wash text-fixed underline">
      <span className="sr-only"> (added: </span>
      {text}
      <span className="sr-only">) </span>
    </ins>
  );
}
