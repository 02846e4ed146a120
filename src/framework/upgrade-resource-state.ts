// RPC UpgradeResourceState: upgrades stored JSON of an older schema version step by step.

import { bugDiagnostic } from "./bug-diagnostic.js";
import { DiagnosticError } from "./diagnostic.js";
import type {
  UpgradeResourceStateRequest,
  UpgradeResourceStateResponse,
} from "./provider-server.js";
import { parseRawState, type RawState } from "./raw-state.js";
import { respond } from "./respond.js";
import type { ServedProvider, ServedResource } from "./served-provider.js";

type Upgraded = Pick<UpgradeResourceStateResponse, "upgradedStateJson">;

/** An equal version goes back byte for byte, so that numbers beyond JavaScript's survive. */
export function upgradeResourceState<Client>(
  provider: ServedProvider<Client>,
  { typeName, version, rawState }: UpgradeResourceStateRequest,
): Promise<UpgradeResourceStateResponse> {
  const task = {
    doing: `upgrading the state of ${typeName}`,
    aftermath: "The state is as it was.",
  };
  const nothing: Upgraded = { upgradedStateJson: null };
  return respond(task, nothing, () => {
    const type = provider.resources.require(typeName);
    if (version === type.schema.version && rawState.length > 0) {
      return { upgradedStateJson: rawState };
    }
    if (version > type.schema.version) throw tooNew(type, version);
    const upgraded = upgrade(type, version, parseRawState(rawState, typeName));
    return { upgradedStateJson: new TextEncoder().encode(JSON.stringify(upgraded)) };
  });
}

function upgrade<Client>(type: ServedResource<Client>, from: number, rawState: RawState): RawState {
  let state = rawState;
  for (let version = from; version < type.schema.version; version += 1) {
    const step = type.definition.upgradeState?.[version];
    if (!step) throw noStep(type, version);
    state = step(state);
  }
  const foreign = Object.keys(state).filter((name) => !type.shape.byName.has(name));
  if (foreign.length > 0) throw foreignAttributes(type, foreign);
  return state;
}

const tooNew = <Client>({ schema }: ServedResource<Client>, version: number) =>
  new DiagnosticError({
    severity: "error",
    summary: "State is of a newer version of this provider",
    detail: `Cannot read the state of ${schema.typeName}: it is of schema version ${version}, and this version of cdktf-provider-atlan knows versions up to ${schema.version}. Install the version of cdktf-provider-atlan that wrote it, or a later one.`,
  });

const noStep = <Client>({ schema }: ServedResource<Client>, version: number) =>
  new DiagnosticError({
    severity: "error",
    summary: "State is too old for this provider",
    detail: `Cannot read the state of ${schema.typeName}: it is of schema version ${version}, and this version of cdktf-provider-atlan (schema version ${schema.version}) has no step from ${version} to ${version + 1}. Apply once with an older version of cdktf-provider-atlan that has it, then upgrade again; or remove the object from the state and import it.`,
  });

const foreignAttributes = <Client>({ schema }: ServedResource<Client>, names: readonly string[]) =>
  new DiagnosticError(
    bugDiagnostic(
      `The upgraded state of ${schema.typeName} does not fit its schema; the state is as it was.`,
      `${names.join(", ")}: not attributes of schema version ${schema.version}`,
    ),
  );
