const DAY = 86_400;

/** How long a claim by code stays provisional, and an owner may veto. Twin: `Titles.CONTEST_TIME`. */
export const CONTEST_DAYS = 14;

/**
 * Whether a claim by code is still provisional. The chain keeps whole days, so it may last up to a day longer than
 * `CONTEST_DAYS` and never shorter. Twin: `Titles._isProvisional`.
 * @param since Unix time of the claim.
 * @param now Unix time.
 */
export const isProvisional = (since: number, now: number): boolean => Math.floor(now / DAY) - Math.floor(since / DAY) <= CONTEST_DAYS;
