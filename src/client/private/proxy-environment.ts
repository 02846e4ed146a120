// The one place of the client that looks at the environment; the proxy agent reads the same variables for their values.

const NAMES = ["https_proxy", "http_proxy", "all_proxy"];

export function isProxyConfigured(): boolean {
  return NAMES.some((name) => process.env[name] || process.env[name.toUpperCase()]);
}
