type Policy = {
  nonce: string;
  rpcUrl: string | undefined;
  /** Where wallets on other devices can be used. */
  walletRelay: string | undefined;
  development: boolean;
};

/**
 * Only our own scripts run, and the browser talks to nobody but us, the chain, and where one is set the relay to wallets on other devices. Inline styles are allowed, because
 * the dialogs insert a style element that carries no nonce; there is no way for a visitor's text to become markup in
 * which they could do harm.
 */
export function contentSecurityPolicy({ nonce, rpcUrl, walletRelay, development }: Policy): string {
  const connect = [
    "'self'",
    ...[rpcUrl, walletRelay].flatMap((url) => (url ? [new URL(url).origin] : [])),
    ...(development ? ["ws:"] : []),
  ];
  const directives: Record<string, string[]> = {
    "default-src": ["'none'"],
    // React's development build evaluates strings to rebuild server stacks; the production build never does.
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": connect,
    // Files of ours only: without this, the scripts that may run could start workers from text (blob: and data:).
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}

/**
 * For our script files when they run as workers, which take their policy from their own answer and not from the page.
 * They may compile WebAssembly, which pages may not, and reach nobody: the one that builds a batch holds the maker's
 * seed.
 */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

/** The same for pages and API. Without `secure` nothing forces https: the demonstration runs on plain loopback. */
export function securityHeaders({ secure }: { secure: boolean }): [string, string][] {
  return [
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ["referrer-policy", "strict-origin-when-cross-origin"],
    ["cross-origin-opener-policy", "same-origin-allow-popups"],
    [
      "permissions-policy",
      "camera=(self), geolocation=(), microphone=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()",
    ],
    ...(secure ? [["strict-transport-security", "max-age=31536000; includeSubDomains"] as [string, string]] : []),
  ];
}
