// RPC CloseEphemeralResource, and the end of what no engine closes.
import { orAbort } from "../deadline.js";
import { DiagnosticList } from "./diagnostic-list.js";
import { failureDiagnostics } from "./failure-diagnostics.js";
import type { OpenInstance } from "./open-instances.js";
import { runOperation, taskOf } from "./operation.js";
import { PrivateStore } from "./private-data.js";
import type { OpenedEphemeralResource, WithDiagnostics } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";

/** How long a process that is told to end goes on for what is open. The engine waits for it meanwhile. */
const CLOSE_ALL_MS = 30_000;

export function closeEphemeralResource<Client>(
  provider: ServedProvider<Client>,
  request: OpenedEphemeralResource,
): Promise<WithDiagnostics> {
  const { product } = provider.definition;
  const task = { product, doing: `closing ${request.typeName}`, aftermath: "It may still exist." };
  return respond(task, {}, async (diagnostics) => {
    await closeInstance(provider, instanceOf(provider, request, "closing"), diagnostics);
    return {};
  });
}

/**
 * What was opened in this process; or in another, which has left no more than its private data.
 *
 * @param doing `closing`
 */
export function instanceOf<Client>(
  provider: ServedProvider<Client>,
  { typeName, private: bytes }: OpenedEphemeralResource,
  doing: string,
): OpenInstance<Client> {
  const { ephemeralResources, openInstances, clock } = provider;
  const type = ephemeralResources.require(typeName);
  const privateData = PrivateStore.ofObject(bytes);
  const id = privateData.instanceId ?? clock.uuid();
  const known = openInstances.find(id);
  if (known) return known;
  const client = provider.client.require(`${doing} the ${type.schema.noun}`);
  return { id, type, client, privateData, config: null };
}

/** Once: who asks while it is being closed waits for that, and who asks later has nothing to do. */
export function closeInstance<Client>(
  provider: ServedProvider<Client>,
  { id, type, client, privateData, config }: OpenInstance<Client>,
  diagnostics: DiagnosticList,
): Promise<void> {
  return provider.openInstances.close(id, async () => {
    const closing = new DiagnosticList(provider.definition.product);
    const operation = {
      name: "close",
      type,
      object: config,
      diagnostics: closing,
      client,
    } as const;
    await runOperation(provider, operation, async (context) =>
      type.definition.close?.({ ...context, privateData }),
    );
    diagnostics.add(...closing.toArray());
    return !closing.hasError;
  });
}

/** Nobody reads diagnostics then: what could not be closed is logged. */
export async function closeEphemeralResources<Client>(
  provider: ServedProvider<Client>,
): Promise<void> {
  const { openInstances, clock, definition, log } = provider;
  if (openInstances.all.length === 0) return;
  const deadline = new AbortController();
  const cancelAlarm = clock.setAlarm(CLOSE_ALL_MS, () => deadline.abort(new Error("too late")));
  const diagnostics = new DiagnosticList(definition.product);
  const all = openInstances.all.map((each) =>
    // An unexpected error in one must not end the wait for the others.
    closeInstance(provider, each, diagnostics).catch((error: unknown) => {
      const task = { product: definition.product, ...taskOf("close", each.type.schema) };
      diagnostics.add(...failureDiagnostics(error, task));
    }),
  );
  await orAbort(Promise.all(all), deadline.signal)
    .catch((error: unknown) => {
      // Too late is no error of anybody: what is left is logged.
      if (error !== deadline.signal.reason) throw error;
    })
    .finally(cancelAlarm);
  for (const { summary, detail } of diagnostics.toArray()) log.error(summary, { detail });
  for (const { type } of openInstances.all) {
    log.error(`Still open at the end of the process: ${type.schema.noun}`);
  }
}
