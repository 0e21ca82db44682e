import type { PageFile } from "@/app/_lib/files.ts";

const KINDS = { "application/json": "JSON", "text/csv": "CSV" } as const;

/** The same for programs: what the page says, as JSON and as tables. */
export function PageFiles({ files }: { files: readonly PageFile[] }) {
  return (
    <p className="mt-10 text-ink-soft text-sm print:hidden">
      For programs:{" "}
      {files.map(({ title, href, type }, i) => (
        <span key={href}>
          {i > 0 ? ", " : ""}
          <a href={href} type={type} className="link">
            {title} as {KINDS[type]}
          </a>
        </span>
      ))}
      .
    </p>
  );
}
