// RPC ApplyResourceChange: carries out a plan, and always returns what exists afterwards.

import { applyCreate } from "./apply-create.js";
import { applyDelete } from "./apply-delete.js";
import { applyUpdate } from "./apply-update.js";
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";

export function applyResourceChange<Client>(
  provider: ServedProvider<Client>,
  { typeName, priorState, plannedState, config, plannedPrivate }: ApplyResourceChangeRequest,
): Promise<ApplyResourceChangeResponse> {
  const task = {
    product: provider.definition.product,
    doing: `applying ${typeName}`,
    aftermath: "Check the tenant for what was done.",
  };
  const asItWas = { newState: priorState, private: plannedPrivate };
  return respond(task, asItWas, (diagnostics) => {
    const apply = {
      provider,
      type: provider.resources.require(typeName),
      config,
      plannedPrivate,
      diagnostics,
    };
    if (plannedState === null) {
      return priorState === null ? asItWas : applyDelete(apply, priorState);
    }
    if (priorState === null) return applyCreate(apply, plannedState);
    return applyUpdate(apply, { prior: priorState, planned: plannedState });
  });
}
