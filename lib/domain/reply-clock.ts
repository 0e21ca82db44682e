/**
 * From when a maker is asked whether its products are affected: from the opening of the recall, or from the registration
 * of its first affected batch when that is later.
 */
export const askedAt = (openedAt: number, firstRegisteredAt: number): number => Math.max(openedAt, firstRegisteredAt);
