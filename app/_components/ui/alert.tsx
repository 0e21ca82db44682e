import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/app/_lib/cn.ts";

const TONES = {
  info: { icon: Info, look: "border-accent/30 bg-accent-wash", ink: "text-accent" },
  success: { icon: CircleCheck, look: "border-fixed/30 bg-fixed-wash", ink: "text-fixed" },
  warning: { icon: TriangleAlert, look: "border-checking/35 bg-checking-wash", ink: "text-checking" },
  danger: { icon: CircleAlert, look: "border-affected/30 bg-affected-wash", ink: "text-affected" },
} as const satisfies Record<string, { icon: LucideIcon; look: string; ink: string }>;

type Props = {
  tone?: keyof typeof TONES;
  title: string;
  children?: ReactNode;
  className?: string;
  /** `alert` is read out at once: only for what has just happened. */
  role?: "alert" | "status";
};

/** A sentence that must not be missed, and what follows from it. */
export function Alert({ tone = "info", title, children, className, role }: Props) {
  const { icon: Icon, look, ink } = TONES[tone];
  return (
    <div role={role} className={cn("flex gap-3 rounded-lg border p-4", look, className)}>
      <Icon className={cn("mt-0.5 size-5 shrink-0", ink)} aria-hidden />
      <div className="min-w-0 flex-1 wrap-anywhere text-sm leading-relaxed">
        <p className="font-semibold">{title}</p>
        {children ? <div className="mt-1">{children}</div> : null}
      </div>
    </div>
  );
}
