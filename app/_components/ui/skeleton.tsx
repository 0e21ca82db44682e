import type { ComponentProps } from "react";
import { cn } from "@/app/_lib/cn.ts";

/** A grey place where something will stand. Give it the size of what is coming. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("animate-pulse rounded-md bg-sunken", className)} aria-hidden {...props} />;
}

/** A page on its way: heading, a paragraph, rows. */
export function PageSkeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div className="frame py-10" role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-9 w-72 max-w-full" />
      <Skeleton className="mt-4 h-5 w-[32rem] max-w-full" />
      <div className="mt-10 flex flex-col gap-3">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
          <Skeleton key={row} className="h-14 w-full" />
        ))}
      </div>
    </div>
  );
}
