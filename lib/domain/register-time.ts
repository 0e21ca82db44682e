/** Unix time for what runs out: the newest block's, or ours when that is later, on a chain that is quiet. */
export const timeAt = (block: { timestamp: number }): number => Math.max(block.timestamp, Math.floor(Date.now() / 1000));
