// RPC ImportResourceState: reads the full state of the object that an import ID names.

import { DiagnosticError } from "./diagnostic.js";
import { normalizeState } from "./normalize-state.js";
import { runOperation } from "./operation.js";
import { NO_PRIVATE, PrivateStore } from "./private-data.js";
import type { ImportResourceStateRequest, ImportResourceStateResponse } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";

export function importResourceState<Client>(
  provider: ServedProvider<Client>,
  { typeName, id }: ImportResourceStateRequest,
): Promise<ImportResourceStateResponse> {
  const { product } = provider.definition;
  const task = { product, doing: `importing ${typeName}`, aftermath: "Nothing was imported." };
  const nothing = { importedResources: [] };
  return respond(task, nothing, async (diagnostics) => {
    const type = provider.resources.require(typeName);
    const { definition } = type;
    if (!definition.importState) throw noImport(typeName, type.schema.noun);
    const privateData = PrivateStore.ofNewObject(NO_PRIVATE);
    const operation = { name: "import", type, object: null, diagnostics } as const;
    const attributes = await runOperation(provider, operation, async (context) =>
      definition.importState?.({ ...context, id, privateData }),
    );
    if (!attributes) return nothing;
    const result = { operation: "import", attributes, timeoutsOf: null } as const;
    const state = normalizeState(type, result, diagnostics);
    if (diagnostics.hasError) return nothing;
    privateData.markImported();
    return { importedResources: [{ typeName, state, private: privateData.toBytes() }] };
  });
}

const noImport = (typeName: string, noun: string) =>
  new DiagnosticError({
    severity: "error",
    summary: `Cannot import ${noun}`,
    detail: `${typeName} has no import: it has no ID in the tenant. Remove the import and let apply create the ${noun}.`,
  });
