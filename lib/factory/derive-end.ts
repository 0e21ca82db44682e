/** What a thread is sent in place of a job when there are no more. */
export const END = null;
