// RPC ConfigureProvider: makes the client that hooks are given. May come several times; the last one counts.

import type { ConfigureProviderRequest, WithDiagnostics } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";

const TASK = { doing: "configuring the provider", aftermath: "No request was sent." };

export function configureProvider<Client>(
  { definition, client, reads, stop, log }: ServedProvider<Client>,
  { config, terraformVersion }: ConfigureProviderRequest,
): Promise<WithDiagnostics> {
  return respond({ ...TASK, product: definition.product }, {}, async (diagnostics) => {
    client.forget();
    reads.forget();
    stop.rearm();
    // Never closed: the client lives as long as the process, and its signal with it.
    const { signal } = stop.open();
    const context = { terraformVersion, signal, diagnostics, log };
    const made = await definition.configure(config, context);
    if (!diagnostics.hasError) client.configure(made);
    return {};
  });
}
