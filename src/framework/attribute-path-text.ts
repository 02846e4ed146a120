// An attribute path as people write it: `timeouts.create`, `records[0].name`.
import type { AttributePath } from "./diagnostic.js";

export function attributePathText(path: AttributePath): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}
