"use client";

import { useLinkStatus } from "next/link";

/**
 * A thin bar at the top of the window while the page behind a link is on its way. Public pages have no loading page:
 * that would reach readers without JavaScript in place of the content, and turn every "not found" into a 200.
 */
export function LinkPending() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span
      className="fixed inset-x-0 top-0 z-50 h-0.5 origin-left animate-[advance_8s_cubic-bezier(0.1,0.7,0.1,1)_forwards] bg-accent"
      aria-hidden
    />
  );
}
