// The token of a rotation, as messages call it.
import type { Rotated } from "../rotation/messages.js";
import type { TokenState } from "./mapping.js";

export const rotatedOf = ({ id, display_name: name }: TokenState): Rotated => ({
  noun: "API token",
  id,
  name,
});
