// RPC UpgradeResourceState: upgrades stored JSON of an older schema version step by step.

import { bugDiagnostic } from "./bug-diagnostic.js";
import { DiagnosticError } from "./diagnostic.js";
import type { Product } from "./product.js";
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
    product: provider.definition.product,
    doing: `upgrading the state of ${typeName}`,
    aftermath: "The state is as it was.",
  };
  const nothing: Upgraded = { upgradedStateJson: null };
  return respond(task, nothing, () => {
    const type = provider.resources.require(typeName);
    const { product } = provider.definition;
    if (version === type.schema.version && rawState.length > 0) {
      return { upgradedStateJson: rawState };
    }
    if (version > type.schema.version) throw tooNew(type, product, version);
    const raw = parseRawState(rawState, typeName);
    const upgraded = upgrade(type, product, { version, raw });
    return { upgradedStateJson: new TextEncoder().encode(JSON.stringify(upgraded)) };
  });
}

interface OldState {
  readonly version: number;
  readonly raw: RawState;
}

function upgrade<Client>(type: ServedResource<Client>, product: Product, old: OldState): RawState {
  let state = old.raw;
  for (let version = old.version; version < type.schema.version; version += 1) {
    const step = type.definition.upgradeState?.[version];
    if (!step) throw noStep(type, product, version);
    state = step(state);
  }
  const foreign = Object.keys(state).filter((name) => !type.shape.byName.has(name));
  if (foreign.length > 0) throw foreignAttributes(type, product, foreign);
  return state;
}

const tooNew = <Client>(
  { schema }: ServedResource<Client>,
  { name }: Product,
  version: number,
): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "State is of a newer version of this provider",
    detail: `Cannot read the state of ${schema.typeName}: it is of schema version ${version}, and this version of ${name} knows versions up to ${schema.version}. Install the version of ${name} that wrote it, or a later one.`,
  });

const noStep = <Client>(
  { schema }: ServedResource<Client>,
  { name }: Product,
  version: number,
): DiagnosticError =>
  new DiagnosticError({
    severity: "error",
    summary: "State is too old for this provider",
    detail: `Cannot read the state of ${schema.typeName}: it is of schema version ${version}, and this version of ${name} (schema version ${schema.version}) has no step from ${version} to ${version + 1}. Apply once with an older version of ${name} that has it, then upgrade again; or remove the object from the state and import it.`,
  });

const foreignAttributes = <Client>(
  { schema }: ServedResource<Client>,
  product: Product,
  names: readonly string[],
): DiagnosticError =>
  new DiagnosticError(
    bugDiagnostic(product, {
      what: `The upgraded state of ${schema.typeName} does not fit its schema; the state is as it was.`,
      evidence: `${names.join(", ")}: not attributes of schema version ${schema.version}`,
    }),
  );
