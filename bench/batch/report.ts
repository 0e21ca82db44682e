/** Figures of this process, all its threads included. */
export type Figures = { units: number; seconds: number; cpuSeconds: number; peakMiB: number };

const round = (value: number): number => Math.round(value * 100) / 100;

export function report(units: number, seconds: number): Figures {
  const { user, system } = process.cpuUsage();
  return {
    units,
    seconds: round(seconds),
    cpuSeconds: round((user + system) / 1e6),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
