// RPC ValidateDataResourceConfig: one data source block, as far as it is known.
import { answer } from "./answer.js";
import type { ValidateConfigRequest, WithDiagnostics } from "./provider-server.js";
import type { ServedProvider } from "./served-provider.js";
import { validateConfig } from "./validate-config.js";

export function validateDataResourceConfig<Client>(
  provider: ServedProvider<Client>,
  { typeName, config }: ValidateConfigRequest,
): Promise<WithDiagnostics> {
  const attempt = { doing: `validating ${typeName}`, aftermath: "No request was sent." };
  return answer(attempt, {}, async (diagnostics) => {
    const found = await validateConfig(provider.dataSources.require(typeName), config);
    diagnostics.add(...found.diagnostics);
    return {};
  });
}
