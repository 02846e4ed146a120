// Whether an update says that the secret has leaked.
interface Settings {
  readonly revoke_when_changed: { readonly [key: string]: string } | null;
}

/** A value changes, of a map that was set before and is set now. */
export function isRevoked(prior: Settings | null, planned: Settings | null): boolean {
  const [before, now] = [prior?.revoke_when_changed ?? null, planned?.revoke_when_changed ?? null];
  if (before === null || now === null) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...keys].some((key) => before[key] !== now[key]);
}
