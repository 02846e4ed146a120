// The environment children start from: the caller's, without what would make the outcome depend on this machine.

/** `CI` changes what cdktf prints; a proxy would stand between the plugin and a tenant on loopback. */
const LEAKING =
  /^(TF_|TOFU_|ATLAN_|CDKTF_|TERRAFORM_BINARY_NAME$|NODE_OPTIONS$|CI$|(HTTPS?|ALL|NO)_PROXY$)/i;

export function cleanEnvironment(
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || LEAKING.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", ...more };
}
