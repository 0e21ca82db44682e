/** How numbers, times and long values are written everywhere in the app. English, UTC: the same on server and browser. */

const integer = new Intl.NumberFormat("en");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "UTC" });

/** `12,500` */
export const formatCount = (value: number): string => integer.format(value);

/** `1 device`, `12,500 devices` */
export const formatUnits = (value: number, one = "device", many = `${one}s`): string => `${formatCount(value)} ${value === 1 ? one : many}`;

/**
 * `37.5%`. A share never rounds to none or all unless it is none or all: one repaired unit of a million is `<0.1%`,
 * and a recall that misses one unit stays at `>99.9%`. Null is a share of nothing.
 */
export function formatShare(share: number | null): string {
  if (share === null) return "–";
  if (share <= 0) return "0%";
  if (share >= 1) return "100%";
  if (share < 0.001) return "<0.1%";
  if (share > 0.999) return ">99.9%";
  return `${(share * 100).toFixed(1)}%`;
}

/** `4 Mar 2026`, from Unix seconds. */
export const formatDay = (time: number): string => day.format(time * 1000);

/** `Mar 2026`, from a month as `2026-03`. */
export const formatMonth = (month: string): string => formatDay(Date.parse(`${month}-01T00:00:00Z`) / 1000).replace(/^\S+ /, "");

/** `4 Mar 2026, 14:05 UTC`, from Unix seconds. */
export const formatMoment = (time: number): string => `${formatDay(time)}, ${minute.format(time * 1000)} UTC`;

/** Machine form for `<time>`, from Unix seconds. */
export const isoMoment = (time: number): string => new Date(time * 1000).toISOString();

/** `0x1234…cdef`: enough to compare by eye, never enough to type. */
export const shorten = (hex: string, ends = 4): string =>
  hex.length <= 2 * ends + 3 ? hex : `${hex.slice(0, ends + 2)}…${hex.slice(-ends)}`;

/** Units are numbered from 0; `all 2,500 units`, `unit 7`, `units 0 to 1,999`. */
export function formatRange(first: number, last: number, size?: number): string {
  if (size !== undefined && first === 0 && last === size - 1) return `all ${formatUnits(size, "unit")}`;
  return first === last ? `unit ${formatCount(first)}` : `units ${formatCount(first)} to ${formatCount(last)}`;
}

/** `14.0 MB`, `512 bytes` */
export function formatBytes(size: number): string {
  if (size < 1_000) return formatUnits(size, "byte");
  const units = ["kB", "MB", "GB", "TB"];
  const step = Math.min(units.length, Math.floor(Math.log10(size) / 3));
  return `${(size / 1_000 ** step).toFixed(1)} ${units[step - 1]}`;
}

/** `2 days 4 hours`, `35 minutes`: how long a wait still is, rounded up to the minute. */
export function formatWait(seconds: number): string {
  const minutes = Math.max(0, Math.ceil(seconds / 60));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return `${formatUnits(days, "day")}${hours > 0 ? ` ${formatUnits(hours, "hour")}` : ""}`;
  if (hours > 0) return `${formatUnits(hours, "hour")}${rest > 0 ? ` ${formatUnits(rest, "minute")}` : ""}`;
  return formatUnits(rest, "minute");
}

/** `4.5 days`, `7 hours`, `12 minutes`: how long something took, in the unit that fits. */
export function formatSpan(seconds: number): string {
  const round = (value: number, unit: string): string => formatUnits(Number(value.toFixed(1)), unit);
  if (seconds >= 2 * 86_400) return round(seconds / 86_400, "day");
  if (seconds >= 2 * 3_600) return round(seconds / 3_600, "hour");
  return formatUnits(Math.round(seconds / 60), "minute");
}
