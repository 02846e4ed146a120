// The provider block is checked before the provider is configured; anything may still be unknown.

import { diagnosticMessages } from "../diagnostic-message.js";
import {
  ValidateProviderConfig_Request,
  ValidateProviderConfig_Response,
} from "../generated/tfplugin6.js";
import { requiredConfig } from "./required-config.js";
import { defineRpc } from "./rpc.js";

export const validateProviderConfig = defineRpc({
  name: "ValidateProviderConfig",
  request: ValidateProviderConfig_Request,
  response: ValidateProviderConfig_Response,
  async answer({ config }, { server, types }) {
    const type = types.provider();
    const { diagnostics } = await server.validateProviderConfig(requiredConfig(type, config));
    return { diagnostics: diagnosticMessages(diagnostics, type.objectType) };
  },
  giveUp: (_request, diagnostics) => ({ diagnostics }),
});
