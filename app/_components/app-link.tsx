import Link from "next/link";
import type { ComponentProps } from "react";
import { LinkPending } from "./link-pending.tsx";

/** A link inside the app that shows when its page is on the way. Not prefetched: a list links to dozens of pages. */
export function AppLink({ children, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link prefetch={false} {...props}>
      {children}
      <LinkPending />
    </Link>
  );
}
