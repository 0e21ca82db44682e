import type { ComponentProps } from "react";
import { cn } from "@/app/_lib/cn.ts";

/** A grey place where something will stand. Give it the size of what is coming. Its mark lets `startLate` know that the page waits. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("animate-pulse rounded-md bg-sunken", className)} aria-hidden data-waiting {...props} />;
}
