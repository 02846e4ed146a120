// One run of the plugin, as Terraform would have it: configured once, then asked to apply, read and import.
import type { Schema } from "../../../lib/schema/index.js";
import type { Clock } from "../../../src/clock.js";
import {
  createProviderServer,
  type Diagnostic,
  type ObjectValue,
  Secret,
  silentLogger,
} from "../../../src/framework/index.js";
import { atlanProvider } from "../../../src/resources/provider/index.js";
import type { Tenant } from "../../../src/tenant/index.js";

export interface Applied {
  readonly state: ObjectValue | null;
  readonly private: Uint8Array;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

export type Known = Pick<Applied, "state" | "private">;

/** What was opened for the run; its result is null where nothing was. */
export interface Opened {
  readonly result: ObjectValue | null;
  readonly private: Uint8Array;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

export interface Planned extends Applied {
  /** The attributes for whose sake a new object is planned. */
  readonly replacing: readonly string[];
}

export interface ProviderRun {
  validate(typeName: string, config: ObjectValue): Promise<Pick<Applied, "errors" | "warnings">>;
  /**
   * `state` and `private` are the planned ones.
   *
   * @param config the values that are set; all others are null
   * @param applied the private data of the plan that is being applied, as Terraform tells it from 1.16 on
   */
  plan(typeName: string, prior: Known, config: ObjectValue, applied?: Uint8Array): Promise<Planned>;
  planDestroy(typeName: string, prior: Known): Promise<Planned>;
  apply(typeName: string, prior: Known, planned: ObjectValue | null): Promise<Applied>;
  read(typeName: string, prior: Known): Promise<Applied>;
  import(typeName: string, id: string): Promise<Applied>;
  open(typeName: string, config: ObjectValue): Promise<Opened>;
  /** @returns its errors */
  close(typeName: string, opened: Opened): Promise<readonly Diagnostic[]>;
  stop(): void;
  /** As the process does it before it ends. */
  closeAll(): Promise<void>;
}

export const NOTHING: Known = { state: null, private: new Uint8Array() };

interface Answer {
  readonly newState: ObjectValue | null;
  readonly private: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

const bySeverity = (diagnostics: readonly Diagnostic[]) => ({
  errors: diagnostics.filter(({ severity }) => severity === "error"),
  warnings: diagnostics.filter(({ severity }) => severity === "warning"),
});

const appliedOf = ({ newState, private: bytes, diagnostics }: Answer): Applied => ({
  state: newState,
  private: bytes,
  ...bySeverity(diagnostics),
});

const nulls = (schema: Pick<Schema, "attributes" | "timeouts"> | undefined): ObjectValue =>
  Object.fromEntries(
    [...Object.keys(schema?.attributes ?? {}), ...(schema?.timeouts ? ["timeouts"] : [])].map(
      (name) => [name, null],
    ),
  );

/**
 * @param settings of the provider, beside the tenant's address and key; all others are null
 * @param environment the process's variables
 */
export async function providerRun(
  tenant: Tenant,
  clock: Clock,
  settings: ObjectValue = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<ProviderRun> {
  const definition = atlanProvider({ version: "0.0.0", environment, clock });
  const server = createProviderServer(definition, { logger: silentLogger, clock });
  const { diagnostics } = await server.configureProvider({
    terraformVersion: "1.11.4",
    config: {
      ...nulls(definition.schema),
      base_url: tenant.baseUrl,
      api_key: new Secret(tenant.apiKey),
      // In real time, and the longest: a request that hangs ends with its operation, by the run's clock.
      request_timeout_seconds: 3_600,
      ...settings,
    },
  });
  if (diagnostics.length > 0) throw new Error(`Cannot configure: ${JSON.stringify(diagnostics)}`);
  const planOf = async (
    typeName: string,
    { state: priorState, private: priorPrivate }: Known,
    { whole, applied }: { readonly whole: ObjectValue | null; readonly applied?: Uint8Array },
  ): Promise<Planned> => {
    const appliedPrivate = applied ?? NOTHING.private;
    const request = { typeName, priorState, config: whole, priorPrivate, appliedPrivate };
    // The plan is made from configuration and prior state: what Terraform proposes is not looked at.
    const planned = await server.planResourceChange({ ...request, proposedNewState: whole });
    return {
      state: planned.plannedState,
      private: planned.plannedPrivate,
      replacing: planned.requiresReplace.map(([name]) => String(name)),
      ...bySeverity(planned.diagnostics),
    };
  };
  return {
    validate: async (typeName, config) => {
      const request = { typeName, config, isWriteOnlyAllowed: true };
      return bySeverity((await server.validateResourceConfig(request)).diagnostics);
    },
    plan: (typeName, prior, config, applied) => {
      const whole = { ...nulls(server.resourceSchemas.get(typeName)), ...config };
      return planOf(typeName, prior, { whole, ...(applied && { applied }) });
    },
    planDestroy: (typeName, prior) => planOf(typeName, prior, { whole: null }),
    apply: async (typeName, { state, private: plannedPrivate }, planned) => {
      const states = { priorState: state, plannedState: planned, config: planned };
      return appliedOf(await server.applyResourceChange({ typeName, ...states, plannedPrivate }));
    },
    read: async (typeName, { state: currentState, private: bytes }) =>
      appliedOf(await server.readResource({ typeName, currentState, private: bytes })),
    import: async (typeName, id) => {
      const answer = await server.importResourceState({ typeName, id });
      const [{ state, private: bytes } = NOTHING] = answer.importedResources;
      return appliedOf({ newState: state, private: bytes, diagnostics: answer.diagnostics });
    },
    open: async (typeName, config) => {
      const { diagnostics, ...opened } = await server.openEphemeralResource({ typeName, config });
      return { ...opened, ...bySeverity(diagnostics) };
    },
    close: async (typeName, { private: bytes }) =>
      (await server.closeEphemeralResource({ typeName, private: bytes })).diagnostics,
    stop: () => server.stopProvider(),
    closeAll: () => server.closeEphemeralResources(),
  };
}
