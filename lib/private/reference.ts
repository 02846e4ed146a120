// Reads what a stack passes to a construct: an attribute of another construct, or a value as it is.

const readings = new WeakMap<object, Map<string, unknown>>();

/**
 * The property, read once per object. To be called at synth only: reading an attribute fixes its logical ID.
 *
 * cdktf notes on the reference itself that it leads to another stack, in a first pass over all stacks, and needs the same
 * reference in the next one. Getters make a new reference each time.
 */
export function readOnce<T extends object, Name extends keyof T & string>(
  object: T,
  property: Name,
): T[Name] {
  const known = readings.get(object) ?? new Map<string, unknown>();
  readings.set(object, known);
  if (!known.has(property)) known.set(property, object[property]);
  return known.get(property) as T[Name];
}
