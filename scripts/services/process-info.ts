import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export type ProcessInfo = {
  /** With its arguments; empty for a process that has ended and was not collected by its parent yet. */
  command: string;
  parent: number;
};

/** What the system says of a process, undefined when there is none. */
export function processInfo(pid: number): ProcessInfo | undefined {
  return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}

/** Without `ps`, which small containers lack. */
function fromProc(pid: number): ProcessInfo | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    // "pid (name) state parent …", and the name may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return { command, parent: Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) };
  } catch {
    return undefined;
  }
}

function fromPs(pid: number): ProcessInfo | undefined {
  const { stdout, error } = spawnSync("ps", ["-o", "ppid=,command=", "-p", `${pid}`], { encoding: "utf8" });
  if (error) throw new Error(`Processes cannot be looked up: ${error.message}`);
  const match = /^\s*(\d+)\s+(.*)$/s.exec(stdout);
  return match ? { parent: Number(match[1]), command: match[2] as string } : undefined;
}
