/** Crockford's base 32: what people type, without letters that look like digits. */
export const BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What somebody typed in it, with O for 0, I and L for 1, any case, spaces and dashes. What is no character of it stays. */
export const typedBase32 = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
