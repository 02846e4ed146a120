// What the testing kit reads of the environment, and the environment that commands start from: neither machine nor terminal decides the outcome.

/** Where programs, the user's own folder and temporary files are. */
const KEPT = ["PATH", "HOME", "TMPDIR"] as const;

/** @param more given by the caller; nothing else is inherited, no `ATLAN_…` and no `TF_…` */
export function cleanEnvironment(
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", ...more };
}

/** Where to look for an engine. */
export const engineSettings = (): { readonly named: string; readonly searchPath: string } => ({
  // Also the cdktf CLI's; an empty variable is as good as none.
  named: process.env.TERRAFORM_BINARY_NAME ?? "",
  searchPath: process.env.PATH ?? "",
});
