/** Five strokes of a tally: everyone called together, and counted. */
export function TallyMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeLinecap="round"
      className={className}
      aria-hidden
    >
      <path d="M5 4v16M9.7 4v16M14.3 4v16M19 4v16" />
      <path d="M2.5 17.5 21.5 6.5" stroke="var(--affected-fill)" />
    </svg>
  );
}
