// A value as it may stand in a message: short, on one line, secrets as a placeholder.
import { isUnknown, type Value } from "./value.js";

const MAX_LENGTH = 80;

export function valueText(value: Value): string {
  if (isUnknown(value)) return value.toString();
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}
