// RPCs ValidateResourceConfig, ValidateDataResourceConfig and ValidateProviderConfig: the schema's rules, then the definition's.
import type { Schema } from "../../lib/schema/core/index.js";
import type { DiagnosticSink } from "./definition.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { validateExactlyOneOf } from "./exactly-one-of.js";
import type { Product } from "./product.js";
import type { ValidateConfigRequest, WithDiagnostics } from "./provider-server.js";
import { respond } from "./respond.js";
import type { AnyDefinition, ServedProvider, ServedTypes } from "./served-provider.js";
import type { ObjectShape } from "./shape.js";
import { withoutTimeouts } from "./timeouts.js";
import { validateObject } from "./validate-object.js";
import { validateTimeouts } from "./validate-timeouts.js";
import type { ObjectValue } from "./value.js";

interface Validatable {
  validate?(config: ObjectValue, diagnostics: DiagnosticSink): void;
}

const taskOf = (product: Product, what: string) => ({
  product,
  doing: `validating ${what}`,
  aftermath: "No request was sent.",
});

/** One block of a resource type or a data source type, as far as it is known. */
export function validateConfig<D extends AnyDefinition & Validatable>(
  types: ServedTypes<D>,
  { typeName, config }: ValidateConfigRequest,
): Promise<WithDiagnostics> {
  return respond(taskOf(types.product, typeName), {}, (diagnostics) => {
    validate(types.require(typeName), config, diagnostics);
    return {};
  });
}

/** The provider block, before anything is configured. */
export function validateProviderConfig<Client>(
  { definition, shape }: ServedProvider<Client>,
  config: ObjectValue,
): Promise<WithDiagnostics> {
  const { schema, product } = definition;
  return respond(taskOf(product, "the provider block"), {}, (diagnostics) => {
    validate({ schema, shape, definition }, config, diagnostics);
    return {};
  });
}

interface Validated {
  readonly schema: Schema;
  readonly shape: ObjectShape;
  readonly definition: Validatable;
}

/** The definition's own rules run only on a configuration that the schema accepts: they rely on its types. */
function validate(
  { schema, shape, definition }: Validated,
  config: ObjectValue,
  diagnostics: DiagnosticList,
): void {
  diagnostics.add(
    ...validateObject(schema, shape, config),
    ...validateExactlyOneOf(schema, config),
    ...validateTimeouts(schema, config),
  );
  if (!diagnostics.hasError) definition.validate?.(withoutTimeouts(config), diagnostics);
}
