import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";

/** Ticks of a second in /proc, as every Linux of today has them. */
const HERTZ = 100;

/**
 * Processor time that this process and all below it have used: what a shared machine cannot distort as it does the clock on
 * the wall. Null where there is no /proc.
 */
export function cpuSeconds(): number | null {
  const parents = new Map<number, number>();
  const ticks = new Map<number, number>();
  try {
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const fields = statOf(name);
      if (!fields) continue;
      parents.set(Number(name), Number(fields[1]));
      // Of the process itself, and of its children that ended.
      ticks.set(
        Number(name),
        [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0),
      );
    }
  } catch {
    return null;
  }
  const isOurs = (pid: number): boolean => pid === process.pid || (parents.has(pid) && isOurs(parents.get(pid) as number));
  return [...ticks].reduce((sum, [pid, used]) => sum + (isOurs(pid) ? used : 0), 0) / HERTZ;
}

/** Processor time that the whole machine has used, whoever did. */
export const busySeconds = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1000;

/** From the third field on; null when the process ended meanwhile. */
function statOf(pid: string): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
