import { ArrowRight, ChevronsLeft } from "lucide-react";
import { AppLink } from "@/app/_components/app-link.tsx";
import { Button } from "@/app/_components/ui/button.tsx";

type Props = {
  /** Path of the list. */
  path: string;
  /** The list's own parameters, without the cursor. */
  query: Record<string, string | undefined>;
  /** Whether this is not the first page. */
  isLater: boolean;
  next: string | null;
};

/** Onwards through a long list by its cursor, and back to the beginning. */
export function Pager({ path, query, isLater, next }: Props) {
  if (!isLater && next === null) return null;
  const link = (cursor?: string): string => {
    const given = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, cursor })) if (value !== undefined) given.set(name, value);
    return given.size > 0 ? `${path}?${given}` : path;
  };
  return (
    <nav aria-label="Pages" className="mt-6 flex justify-between gap-3 print:hidden">
      {isLater ? (
        <Button variant="secondary" asChild>
          <AppLink href={link()}>
            <ChevronsLeft aria-hidden />
            First page
          </AppLink>
        </Button>
      ) : (
        <span />
      )}
      {next ? (
        <Button variant="secondary" asChild>
          <AppLink href={link(next)} rel="next">
            Next page
            <ArrowRight aria-hidden />
          </AppLink>
        </Button>
      ) : null}
    </nav>
  );
}
