// Escapes text for Terraform, where every string is a template.

/** cdktf's own markers, which become references when they are resolved. */
const MARKER = /(\$\{TfToken\[[^\]]+\]\})/;

/** A dollar right before a reference would turn the reference into text. */
const protectDollar = (text: string): string =>
  text.endsWith("$") ? `${text.slice(0, -1)}\${"$"}` : text;

/** Escapes `${` and `%{`; what cdktf fills in later stays what it is. */
export function literalText(text: string): string {
  const parts = text.split(MARKER);
  return parts
    .map((part, index) => {
      const isMarker = index % 2 === 1;
      if (isMarker) return part;
      const escaped = part.replace(/([$%])\{/g, "$1$1{");
      return index < parts.length - 1 ? protectDollar(escaped) : escaped;
    })
    .join("");
}
