// RPC RenewEphemeralResource: keeps what was opened for longer.
import { instanceOf } from "./close-ephemeral-resource.js";
import { runOperation } from "./operation.js";
import type { OpenedEphemeralResource, RenewEphemeralResourceResponse } from "./provider-server.js";
import { respond } from "./respond.js";
import type { ServedProvider } from "./served-provider.js";

export function renewEphemeralResource<Client>(
  provider: ServedProvider<Client>,
  request: OpenedEphemeralResource,
): Promise<RenewEphemeralResourceResponse> {
  const { typeName, private: bytes } = request;
  const { product } = provider.definition;
  const task = { product, doing: `renewing ${typeName}`, aftermath: "It stays open." };
  const asItWas = { private: bytes, renewAtMs: null };
  return respond(task, asItWas, async (diagnostics) => {
    const { type, client, privateData, config } = instanceOf(provider, request, "renewing");
    let renewAtMs: number | null = null;
    const operation = { name: "renew", type, object: config, diagnostics, client } as const;
    await runOperation(provider, operation, async (context) =>
      type.definition.renew?.({
        ...context,
        privateData,
        renewAt: (atMs) => {
          renewAtMs = atMs;
        },
      }),
    );
    return { private: privateData.toBytes(), renewAtMs };
  });
}
