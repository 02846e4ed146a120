// RPCs Validate…Config, of resources, data sources, ephemeral resources and the provider: the schema's rules, then the definition's.
import type { Rule } from "../../lib/schema/core/index.js";
import type { DiagnosticSink } from "./definition.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { validateExactlyOneOf } from "./exactly-one-of.js";
import type { Product } from "./product.js";
import type {
  ValidateConfigRequest,
  ValidateResourceConfigRequest,
  WithDiagnostics,
} from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";
import type { AnyDefinition, ServedTypes } from "./served-type.js";
import { withoutTimeouts } from "./timeouts.js";
import { type Validated, validateObject } from "./validate-object.js";
import { validateTimeouts } from "./validate-timeouts.js";
import type { ObjectValue, Value } from "./value.js";
import { isHeldToRule, valueOriginOf } from "./value-origin.js";
import { validateWriteOnly } from "./write-only.js";

interface Validatable {
  validate?(config: ObjectValue, diagnostics: DiagnosticSink): void;
}

const taskOf = (product: Product, what: string) => ({
  product,
  doing: `validating ${what}`,
  aftermath: "No request was sent.",
});

/** One block of a resource type, as far as it is known. */
export const validateResourceConfig = <Client>(
  provider: ServedProvider<Client>,
  request: ValidateResourceConfigRequest,
): Promise<WithDiagnostics> => validateBlock(provider, provider.resources, request);

/** One block of a data source type, as far as it is known. */
export const validateDataResourceConfig = <Client>(
  provider: ServedProvider<Client>,
  request: ValidateConfigRequest,
): Promise<WithDiagnostics> => validateBlock(provider, provider.dataSources, request);

/** One block of an ephemeral resource type, as far as it is known. */
export const validateEphemeralResourceConfig = <Client>(
  provider: ServedProvider<Client>,
  request: ValidateConfigRequest,
): Promise<WithDiagnostics> => validateBlock(provider, provider.ephemeralResources, request);

function validateBlock<Client, D extends AnyDefinition & Validatable>(
  provider: ServedProvider<Client>,
  types: ServedTypes<D>,
  { typeName, config, ...engine }: ValidateConfigRequest | ValidateResourceConfigRequest,
): Promise<WithDiagnostics> {
  const isHeldTo = (rule: Rule, value: Value) => isHeldToRule(rule, value, valueOriginOf(provider));
  return respond(taskOf(types.product, typeName), {}, (diagnostics) => {
    const type = types.require(typeName);
    validate({ ...type, isHeldTo }, config, diagnostics);
    if ("isWriteOnlyAllowed" in engine && !engine.isWriteOnlyAllowed) {
      diagnostics.add(...validateWriteOnly(type, config));
    }
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
    // It is never mocked.
    validate({ schema, shape, definition, isHeldTo: () => true }, config, diagnostics);
    return {};
  });
}

/** The definition's own rules run only on a configuration that the schema accepts: they rely on its types. */
function validate(
  { definition, ...validated }: Validated & { readonly definition: Validatable },
  config: ObjectValue,
  diagnostics: DiagnosticList,
): void {
  const { schema } = validated;
  diagnostics.add(
    ...validateObject(validated, config),
    ...validateExactlyOneOf(schema, config),
    ...validateTimeouts(schema, config),
  );
  if (!diagnostics.hasError) definition.validate?.(withoutTimeouts(config), diagnostics);
}
