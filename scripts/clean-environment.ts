// The environment that children start from: what is listed here and what the caller gives, so that neither machine nor terminal decides the outcome.

/** Where programs, the user's own folder and temporary files are. */
const KEPT = ["PATH", "HOME", "TMPDIR"] as const;

export function cleanEnvironment(
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", ...more };
}
