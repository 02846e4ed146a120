// One data block is checked; anything may still be unknown.

import { diagnosticMessages } from "../diagnostic-message.js";
import {
  ValidateDataResourceConfig_Request,
  ValidateDataResourceConfig_Response,
} from "../generated/tfplugin6.js";
import { requiredConfig } from "./required-config.js";
import { defineRpc } from "./rpc.js";

export const validateDataResourceConfig = defineRpc({
  name: "ValidateDataResourceConfig",
  request: ValidateDataResourceConfig_Request,
  response: ValidateDataResourceConfig_Response,
  async answer({ typeName, config }, { server, types }) {
    const type = types.dataSource(typeName);
    const { diagnostics } = await server.validateDataResourceConfig({
      typeName,
      config: requiredConfig(type, config),
    });
    return { diagnostics: diagnosticMessages(diagnostics, type.objectType) };
  },
  giveUp: (_request, diagnostics) => ({ diagnostics }),
});
