declare module "apache-md5" {
  /** md5-crypt of BSD ($1$) and of Apache ($apr1$). @param setting What the hash begins with. */
  export default function md5Crypt(password: string, setting: string): string;
}

declare module "unix-crypt-td-js" {
  /** crypt(3) on DES. @param salt Two characters. */
  export default function desCrypt(password: string, salt: string): string;
}
