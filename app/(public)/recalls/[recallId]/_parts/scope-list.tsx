import { scopeWords } from "@/app/_lib/scope-words.ts";
import type { BatchRef, RecallView } from "@/lib/feed/wire.ts";

/** What the issuer has named, item by item, in words. What that reaches is shown below it. */
export function ScopeList({ recall }: { recall: RecallView }) {
  const batches = recall.affected.flatMap(({ batch, via }): BatchRef[] => [batch, ...via]);
  const names = {
    batch: (id: string) => batches.find((batch) => `${batch.id}` === id),
    model: (id: string) => batches.find(({ model }) => model.id === id)?.model,
  };
  return (
    <ul className="list-disc space-y-1 pl-5 leading-relaxed">
      {recall.scope.map((item) => {
        const { before, name, after } = scopeWords(item, names);
        return (
          <li key={`${item.kind}-${item.excluded}-${item.subject}-${item.first}-${item.last}`}>
            {before}
            <strong className="font-medium">{name}</strong>
            {after}
          </li>
        );
      })}
    </ul>
  );
}
