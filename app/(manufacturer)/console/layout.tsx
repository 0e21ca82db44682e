import type { ReactNode } from "react";
import { ConsoleGate } from "./_components/console-gate.tsx";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <ConsoleGate>{children}</ConsoleGate>;
}
