// Write-only attributes: what the configuration says of them for one apply, and engines that would store it.
import type { Diagnostic } from "./diagnostic.js";
import type { ObjectShape } from "./shape.js";
import type { Validated } from "./validate-object.js";
import type { ObjectValue } from "./value.js";

const writeOnlyFields = ({ fields }: ObjectShape) =>
  fields.filter(({ attribute }) => attribute.writeOnly);

/** What an apply is given of them, beside the plan, which never has them. */
export const writeOnlyOf = (shape: ObjectShape, config: ObjectValue | null): ObjectValue =>
  Object.fromEntries(writeOnlyFields(shape).map(({ name }) => [name, config?.[name] ?? null]));

/** An engine that does not know of them expects what is configured to be in the plan, and stores it. */
export const validateWriteOnly = (
  { schema, shape }: Pick<Validated, "schema" | "shape">,
  config: ObjectValue,
): readonly Diagnostic[] =>
  writeOnlyFields(shape)
    .filter(({ name }) => (config[name] ?? null) !== null)
    .map(({ name }) => ({
      severity: "error",
      summary: `Cannot keep ${name} out of the state`,
      detail: `\`${name}\` of the ${schema.noun} is write-only: it must be stored nowhere. This engine does not know write-only attributes and would store it. Use Terraform 1.11 or OpenTofu 1.11, or later, or leave \`${name}\` out.`,
      attribute: [name],
    }));
