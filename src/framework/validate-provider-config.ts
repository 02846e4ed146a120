// RPC ValidateProviderConfig: the provider block, before anything is configured.
import type { WithDiagnostics } from "./provider-server.js";
import type { ServedProvider } from "./served-provider.js";
import { validateConfig } from "./validate-config.js";
import type { ObjectValue } from "./value.js";

export function validateProviderConfig<Client>(
  { definition, shape }: ServedProvider<Client>,
  config: ObjectValue,
): Promise<WithDiagnostics> {
  return validateConfig({ schema: definition.schema, shape, definition }, config);
}
