"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { cn } from "@/app/_lib/cn.ts";
import type { FieldControl } from "./field.tsx";

type Props = {
  control: FieldControl;
  /** What belongs here: "Drop the image here". */
  prompt: string;
  /** Said in place of the prompt once there is a file. */
  chosen?: string | null;
  accept?: string;
  onFile(file: File): void;
};

/** A file by dropping or by choosing. The browser's own input lies over all of it, so the keyboard and readers know it. */
export function DropZone({ control, prompt, chosen, accept, onFile }: Props) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={cn(
        "relative flex min-h-28 flex-col items-center justify-center gap-2 rounded-lg border border-line-strong border-dashed px-4 py-5 text-center text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
        isOver ? "bg-accent-wash" : "hover:bg-sunken/60",
      )}
    >
      <FileUp className="size-6 text-ink-soft" strokeWidth={1.5} aria-hidden />
      <span className={chosen ? "break-all font-medium" : "text-ink-soft"}>{chosen ?? prompt}</span>
      <input
        {...control}
        type="file"
        accept={accept}
        className="absolute inset-0 cursor-pointer opacity-0"
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
