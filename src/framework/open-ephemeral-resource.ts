// RPC OpenEphemeralResource: makes what exists for one run, and remembers it until it is closed.
import { problemBugs } from "./bug-diagnostic.js";
import { contradictions } from "./check-plan.js";
import { closeInstance } from "./close-ephemeral-resource.js";
import type { DiagnosticList } from "./diagnostic-list.js";
import { normalizeState } from "./normalize-state.js";
import type { OpenInstance } from "./open-instances.js";
import { runOperation } from "./operation.js";
import { NO_PRIVATE, PrivateStore } from "./private-data.js";
import type { OpenEphemeralResourceResponse, ValidateConfigRequest } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedEphemeralResource, ServedProvider } from "./served-provider.js";
import { withoutTimeouts } from "./timeouts.js";
import type { ObjectValue } from "./value.js";
import { withDefaults } from "./with-defaults.js";

const NOTHING = { result: null, private: NO_PRIVATE, renewAtMs: null };

/**
 * While the provider's configuration is unknown this fails: an unknown result would do for Terraform, but OpenTofu takes it
 * for a bug (1.12, tried).
 */
export function openEphemeralResource<Client>(
  provider: ServedProvider<Client>,
  { typeName, config }: ValidateConfigRequest,
): Promise<OpenEphemeralResourceResponse> {
  const { product } = provider.definition;
  const task = { product, doing: `opening ${typeName}`, aftermath: "Nothing was opened." };
  return respond(task, NOTHING, async (diagnostics) => {
    const type = provider.ephemeralResources.require(typeName);
    const opening = new Opening(provider, type);
    const asked = withDefaults(type.shape, config);
    const opened = await opening.run(asked, diagnostics);
    const result = opened && resultOf(type, { asked, opened }, diagnostics);
    // The engine closes only what was opened without an error.
    if (diagnostics.hasError) await opening.undo(diagnostics);
    if (!result || diagnostics.hasError) return NOTHING;
    return { result, private: opening.privateData.toBytes(), renewAtMs: opening.renewAtMs };
  });
}

/** One call of an `open` hook, and what it has made so far. */
class Opening<Client> {
  readonly privateData = PrivateStore.ofNewObject(NO_PRIVATE);
  renewAtMs: number | null = null;
  #instance: OpenInstance<Client> | undefined;

  constructor(
    readonly provider: ServedProvider<Client>,
    readonly type: ServedEphemeralResource<Client>,
  ) {}

  run(asked: ObjectValue, diagnostics: DiagnosticList): Promise<ObjectValue | undefined> {
    const { provider, type, privateData } = this;
    const operation = { name: "open", type, object: asked, diagnostics } as const;
    return runOperation(provider, operation, async (context) => {
      const keep = () => this.#keep(context.client, asked);
      const opened = await type.definition.open({
        ...context,
        config: withoutTimeouts(asked),
        privateData,
        keep,
        renewAt: (atMs) => {
          this.renewAtMs = atMs;
        },
      });
      keep();
      return opened;
    });
  }

  async undo(diagnostics: DiagnosticList): Promise<void> {
    if (this.#instance) await closeInstance(this.provider, this.#instance, diagnostics);
  }

  #keep(client: Client, config: ObjectValue): void {
    if (this.#instance) return;
    const id = this.provider.clock.uuid();
    this.privateData.markInstance(id);
    const { type, privateData } = this;
    this.#instance = { id, type, client, privateData, config };
    this.provider.openInstances.add(this.#instance);
  }
}

interface Opened {
  readonly asked: ObjectValue;
  readonly opened: ObjectValue;
}

function resultOf<Client>(
  type: ServedEphemeralResource<Client>,
  { asked, opened }: Opened,
  diagnostics: DiagnosticList,
): ObjectValue {
  const hookResult = { operation: "open", attributes: opened, timeoutsOf: asked } as const;
  const result = normalizeState(type, hookResult, diagnostics);
  const broken = type.shape.fields.flatMap((field) =>
    contradictions(field, { prior: null, config: asked }, result[field.name] ?? null),
  );
  const what = `The result of opening the ${type.schema.noun} contradicts the configuration.`;
  const problems = broken.map(({ path }) => ({ path, problem: "is not what is configured" }));
  diagnostics.addBugs(...problemBugs(what, problems));
  return result;
}
