const DAY = 86_400;
const WEEK = 7 * DAY;
/** 1 January 1970 was a Thursday; the week that it lies in, number 0, began three days before. */
const MONDAY = 3 * DAY;

/**
 * Number of the week in which a moment lies. Weeks begin on Monday, 0:00 UTC, as in ISO 8601. Twin:
 * `INetworks.countAbuse`.
 * @param time Unix time.
 */
export const weekOf = (time: number): number => Math.floor((time + MONDAY) / WEEK);

/** Unix time of the Monday, 0:00 UTC, that begins a week. */
export const weekStart = (week: number): number => week * WEEK - MONDAY;

/** Unix time at which a week is over: its first second belongs to the next. */
export const weekEnd = (week: number): number => weekStart(week + 1);
