"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Short news about something the reader just did. Nothing that matters is said only here. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-full items-start gap-3 rounded-lg border bg-surface p-4 text-ink text-sm shadow-lg",
          title: "font-medium",
          description: "mt-0.5 text-ink-soft",
          error: "border-danger",
        },
      }}
    />
  );
}
