import type { AuditBlock } from "../lib/chain/audit/block.ts";
import type { AuditFigures } from "../lib/domain/audit.ts";
import { type ComparedFigure, NOT_RECOMPUTED, namedFigures } from "../lib/domain/audit-figures.ts";
import { completion, completionWithinReach, type Rate } from "../lib/domain/statistics.ts";
import type { NoticeState } from "./notice-document.ts";
import { heading, number, table } from "./output.ts";

/** What an audit of one recall came to. */
export type Audited = {
  figures: AuditFigures;
  block: AuditBlock;
  /** Null when nothing was compared. */
  compared: ComparedFigure[] | null;
  notices: { version: number; digest: string; document: NoticeState }[];
};

const differing = ({ compared }: Pick<Audited, "compared">): ComparedFigure[] => (compared ?? []).filter(({ same }) => !same);

/** Whether anything is other than it was said to be. */
export const isWrong = (audited: Audited): boolean =>
  differing(audited).length > 0 || audited.notices.some(({ document }) => document === "differs");

export const describe = ({ figures, block, compared, notices }: Audited) => ({
  recallId: figures.recallId,
  block,
  figures: Object.fromEntries(namedFigures(figures)),
  notRecomputed: NOT_RECOMPUTED,
  notices,
  compared,
  differences: compared === null ? null : differing({ compared }).length,
});

const NOTICE_WORDS: Record<NoticeState, string> = {
  same: "the document has the digest that is on the chain",
  differs: "THE DOCUMENT HAS ANOTHER DIGEST",
  missing: "there is no such document",
};

const blockText = ({ number: at, hash, timestamp }: AuditBlock): string =>
  `${number(at)} of ${new Date(timestamp * 1000).toISOString().slice(0, 19)}Z, ${hash}`;

export function lines({ figures, block, compared, notices }: Audited): string[] {
  const wrong = differing({ compared });
  const verdict =
    compared === null
      ? []
      : wrong.length === 0
        ? [heading(`All ${compared.length} published figures are the same.`)]
        : [
            heading(`${wrong.length} of ${compared.length} published figures differ.`),
            ...wrong.map(
              ({ figure, published, recomputed }) =>
                `  ${figure}: published ${published ?? "nothing"}, recomputed ${recomputed ?? "nothing"}`,
            ),
          ];
  return [
    heading(`Recall ${figures.recallId}, recomputed from the logs of the chain`),
    ...table([
      ["up to block", blockText(block)],
      ...namedFigures(figures),
      ...notices.map(({ version, document }): [string, string] => [`notice of version ${version}`, NOTICE_WORDS[document]]),
    ]),
    `  not recomputed: ${NOT_RECOMPUTED.figures.join(", ")}. ${NOT_RECOMPUTED.why}`,
    ...verdict,
  ];
}

const rateText = ({ count, of }: Rate): string => `${number(count)} of ${number(of)}`;

/** One line for a recall among many. */
export function line({ figures: { recallId, state, counts }, compared }: Pick<Audited, "figures" | "compared">): string {
  const wrong = differing({ compared });
  const verdict = compared === null ? "" : wrong.length === 0 ? "; same" : `; DIFFERS: ${wrong.map(({ figure }) => figure).join(", ")}`;
  return `  ${recallId}  ${state}; remedied ${rateText(completion(counts))} involved, ${rateText(completionWithinReach(counts))} within reach${verdict}`;
}
