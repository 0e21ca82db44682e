/** The event by which a page says that React has taken over what the server rendered. */
export const STARTED = "muster:started";
