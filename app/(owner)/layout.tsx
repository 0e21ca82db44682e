import type { ReactNode } from "react";

/** Owners come with a phone in one hand and the device in the other: one column. */
export default function OwnerLayout({ children }: { children: ReactNode }) {
  return <div className="frame max-w-3xl pb-20">{children}</div>;
}
