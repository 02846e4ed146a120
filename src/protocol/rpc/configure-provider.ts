// The provider block's values, before anything that talks to the tenant. May come several times in one process.

import { diagnosticMessages } from "../diagnostic-message.js";
import { ConfigureProvider_Request, ConfigureProvider_Response } from "../generated/tfplugin6.js";
import { requiredConfig } from "./required-config.js";
import { defineRpc } from "./rpc.js";

export const configureProvider = defineRpc({
  name: "ConfigureProvider",
  request: ConfigureProvider_Request,
  response: ConfigureProvider_Response,
  async answer({ terraformVersion, config }, { server, types }) {
    const type = types.provider();
    const { diagnostics } = await server.configureProvider({
      terraformVersion,
      config: requiredConfig(type, config),
    });
    return { diagnostics: diagnosticMessages(diagnostics, type.objectType) };
  },
  giveUp: (_request, diagnostics) => ({ diagnostics }),
});
