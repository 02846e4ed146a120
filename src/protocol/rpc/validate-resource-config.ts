// One resource block is checked; anything may still be unknown.

import { diagnosticMessages } from "../diagnostic-message.js";
import {
  ValidateResourceConfig_Request,
  ValidateResourceConfig_Response,
} from "../generated/tfplugin6.js";
import { requiredConfig } from "./required-config.js";
import { defineRpc } from "./rpc.js";

export const validateResourceConfig = defineRpc({
  name: "ValidateResourceConfig",
  request: ValidateResourceConfig_Request,
  response: ValidateResourceConfig_Response,
  async answer({ typeName, config }, { server, types }) {
    const type = types.resource(typeName);
    const { diagnostics } = await server.validateResourceConfig({
      typeName,
      config: requiredConfig(type, config),
    });
    return { diagnostics: diagnosticMessages(diagnostics, type.objectType) };
  },
  giveUp: (_request, diagnostics) => ({ diagnostics }),
});
