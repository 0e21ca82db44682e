"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/app/_lib/cn.ts";
import { CloseCross, Overlay } from "./dialog.tsx";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;

type Props = Omit<ComponentProps<typeof Primitive.Content>, "title"> & { title: string };

/** A panel from the right edge: menus on a phone, details beside a table. */
export function SheetContent({ title, className, children, ...props }: Props) {
  return (
    <Primitive.Portal>
      <Overlay />
      <Primitive.Content
        aria-describedby={undefined}
        className={cn(
          "fixed inset-y-0 right-0 z-50 w-[min(22rem,calc(100%-3rem))] overflow-y-auto border-l bg-surface p-6 shadow-xl outline-none data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right",
          className,
        )}
        {...props}
      >
        <Primitive.Title className="font-semibold text-lg tracking-tight">{title}</Primitive.Title>
        <div className="mt-4">{children}</div>
        <CloseCross />
      </Primitive.Content>
    </Primitive.Portal>
  );
}
