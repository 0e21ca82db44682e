import { Copy } from "@/app/_components/ui/copy.tsx";

/** A text for machines, shown whole so that it can be selected, with a button that copies it. */
export function LongText({ label, text }: { label: string; text: string }) {
  return (
    <div className="rounded-lg border bg-sunken p-4">
      <p className="flex items-center justify-between gap-3 font-medium text-sm">
        <Copy value={text} what={label.toLowerCase()} label={label} />
      </p>
      <code className="mt-2 block break-all font-mono text-xs leading-relaxed">{text}</code>
    </div>
  );
}
