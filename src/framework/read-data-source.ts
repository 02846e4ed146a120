// RPC ReadDataSource: one lookup, with a configuration that is wholly known.

import { problemBugs } from "./bug-diagnostic.js";
import { contradictions } from "./check-plan.js";
import type { AnyDataSource } from "./definition.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { normalizeState } from "./normalize-state.js";
import { runOperation } from "./operation.js";
import type { ReadDataSourceResponse, ValidateConfigRequest } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";
import type { ServedType } from "./served-type.js";
import { isComputed } from "./shape.js";
import { withoutTimeouts } from "./timeouts.js";
import type { ObjectValue } from "./value.js";
import { withDefaults } from "./with-defaults.js";

export function readDataSource<Client>(
  provider: ServedProvider<Client>,
  { typeName, config }: ValidateConfigRequest,
): Promise<ReadDataSourceResponse> {
  const task = {
    product: provider.definition.product,
    doing: `looking up ${typeName}`,
    aftermath: "Nothing was changed.",
  };
  return respond(task, { state: null }, async (diagnostics) => {
    const type = provider.dataSources.require(typeName);
    const asked = withDefaults(type.shape, config);
    const operation = { name: "lookup", type, object: config, diagnostics } as const;
    const found = await runOperation(provider, operation, (context) =>
      type.definition.read({ ...context, config: withoutTimeouts(asked) }),
    );
    return { state: found ? stateAfterLookup(type, { asked, found }, diagnostics) : null };
  });
}

interface Lookup {
  readonly asked: ObjectValue;
  readonly found: ObjectValue;
}

/** What only the configuration decides has to come back as it was. */
function stateAfterLookup<Client>(
  type: ServedType<AnyDataSource<Client>>,
  { asked, found }: Lookup,
  diagnostics: DiagnosticList,
): ObjectValue {
  const result = { operation: "lookup", attributes: found, timeoutsOf: asked } as const;
  const state = normalizeState(type, result, diagnostics);
  const broken = type.shape.fields
    .filter(({ attribute }) => !isComputed(attribute))
    .flatMap((field) =>
      contradictions(field, { prior: null, config: asked }, state[field.name] ?? null),
    )
    .map(({ path }) => ({ path, problem: "is not what the configuration says" }));
  const what = `The result of looking up the ${type.schema.noun} contradicts the configuration.`;
  diagnostics.addBugs(...problemBugs(what, broken));
  return state;
}
