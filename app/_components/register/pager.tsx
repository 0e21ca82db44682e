import { ArrowRight, ChevronsLeft } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { listAddress } from "@/app/_lib/recall-query.ts";

type Props = {
  /** Path of the list. */
  path: string;
  /** The list's own parameters, without the cursor. */
  query: Record<string, string | undefined>;
  /** Whether this is not the first page. */
  isLater: boolean;
  next: string | null;
  /** What the list's cursor is called in the address, where the page has two. */
  cursor?: string;
  label?: string;
};

/** Onwards through a long list by its cursor, and back to the beginning. */
export function Pager({ path, query, isLater, next, cursor = "cursor", label = "Pages" }: Props) {
  if (!isLater && next === null) return null;
  return (
    <nav aria-label={label} className="mt-6 flex justify-between gap-3 print:hidden">
      {isLater ? (
        <Button variant="secondary" asChild>
          <AppLink href={listAddress(path, query)}>
            <ChevronsLeft aria-hidden />
            First page
          </AppLink>
        </Button>
      ) : (
        <span />
      )}
      {next ? (
        <Button variant="secondary" asChild>
          <AppLink href={listAddress(path, { ...query, [cursor]: next })} rel="next">
            Next page
            <ArrowRight aria-hidden />
          </AppLink>
        </Button>
      ) : null}
    </nav>
  );
}
