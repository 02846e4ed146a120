// RPC MoveResourceState: a `moved` block from another type, if the target type understands that source.

import type { MoveSource } from "./definition.js";
import { DiagnosticError } from "./diagnostic.js";
import { normalizeState } from "./normalize-state.js";
import { NO_PRIVATE } from "./private-data.js";
import type { MoveResourceStateRequest, MoveResourceStateResponse } from "./provider-server.js";
import { parseRawState } from "./raw-state.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";

export function moveResourceState<Client>(
  provider: ServedProvider<Client>,
  request: MoveResourceStateRequest,
): Promise<MoveResourceStateResponse> {
  const { sourceTypeName, targetTypeName } = request;
  const task = {
    product: provider.definition.product,
    doing: `moving ${sourceTypeName} to ${targetTypeName}`,
    aftermath: "The state is as it was.",
  };
  const nothing = { targetState: null, targetPrivate: NO_PRIVATE };
  return respond(task, nothing, (diagnostics) => {
    const type = provider.resources.require(targetTypeName);
    const source = {
      providerAddress: request.sourceProviderAddress,
      typeName: sourceTypeName,
      schemaVersion: request.sourceSchemaVersion,
      rawState: parseRawState(request.sourceState, sourceTypeName),
    };
    const attributes = type.definition.moveState?.(source);
    if (!attributes) throw notUnderstood(source, targetTypeName);
    const result = { operation: "import", attributes, timeoutsOf: null } as const;
    const targetState = normalizeState(type, result, diagnostics);
    return diagnostics.hasError ? nothing : { targetState, targetPrivate: NO_PRIVATE };
  });
}

const notUnderstood = ({ providerAddress, typeName }: MoveSource, target: string) =>
  new DiagnosticError({
    severity: "error",
    summary: `Cannot move ${typeName} to ${target}`.slice(0, 60),
    detail: `${target} does not understand the state of ${typeName} of ${providerAddress}. Remove the \`moved\` block; to take over an object that exists, use an \`import\` block for ${target} and a \`removed\` block with \`destroy = false\` for ${typeName}.`,
  });
