"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { cn } from "@/app/_lib/cn.ts";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

/** Dims the page and closes on a click beside the panel. */
const Overlay = () => (
  <Primitive.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.45)] data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0" />
);

const CloseCross = () => (
  <Primitive.Close className="absolute top-3 right-3 rounded-md p-2 text-ink-soft hover:bg-sunken hover:text-ink" aria-label="Close">
    <X className="size-4" aria-hidden />
  </Primitive.Close>
);

type Props = Omit<ComponentProps<typeof Primitive.Content>, "title"> & { title: string; description?: ReactNode };

/**
 * Where the keyboard goes on after a dialog: at what had the focus before. Radix knows that of its own triggers only. What opened the
 * dialog may have gone by what was done in it; then it is the page's content.
 */
function keepPlace(before: Element | null): void {
  if (document.activeElement !== document.body) return;
  const place = before instanceof HTMLElement && before.isConnected ? before : document.getElementById("content");
  place?.focus({ preventScroll: true });
}

/** A question or a short form over the page. The title is always there: it names the dialog for screen readers. */
export function DialogContent({ title, description, className, children, onCloseAutoFocus, ...props }: Props) {
  const before = useRef<Element | null>(null);
  return (
    <Primitive.Portal>
      <Overlay />
      <Primitive.Content
        className={cn(
          "fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-lg border bg-surface p-6 shadow-xl outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98",
          className,
        )}
        {...(description ? {} : { "aria-describedby": undefined })}
        onCloseAutoFocus={(event) => {
          onCloseAutoFocus?.(event);
          requestAnimationFrame(() => keepPlace(before.current));
        }}
        onOpenAutoFocus={() => {
          before.current = document.activeElement;
        }}
        {...props}
      >
        <Primitive.Title className="pr-8 font-semibold text-lg tracking-tight">{title}</Primitive.Title>
        {description ? (
          <Primitive.Description className="mt-1 text-ink-soft text-sm leading-relaxed">{description}</Primitive.Description>
        ) : null}
        <div className="mt-5">{children}</div>
        <CloseCross />
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/** The buttons of a dialog; the answer that goes on stands last, and first on a phone. */
export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end", className)} {...props} />;
}
