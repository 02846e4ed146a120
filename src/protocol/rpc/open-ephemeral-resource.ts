// Makes what exists for one run. Nothing of it is stored.
import {
  OpenEphemeralResource_Request,
  OpenEphemeralResource_Response,
} from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { requiredConfig } from "./required-config.js";
import { defineRpc } from "./rpc.js";
import { timestampMessage } from "./timestamp.js";

export const openEphemeralResource = defineRpc({
  name: "OpenEphemeralResource",
  request: OpenEphemeralResource_Request,
  response: OpenEphemeralResource_Response,
  async respond({ typeName, config }, { server, types }): Promise<OpenEphemeralResource_Response> {
    const type = types.ephemeralResource(typeName);
    const { result, renewAtMs, diagnostics, ...reply } = await server.openEphemeralResource({
      typeName,
      config: requiredConfig(type, config),
    });
    return {
      result: type.codec.encode(result),
      private: reply.private,
      renewAt: timestampMessage(renewAtMs),
      diagnostics: diagnosticMessages(diagnostics, type.objectType),
    };
  },
  failureResponse: (_request, diagnostics) => ({ diagnostics }),
  consequence: () => "What had been opened is closed when this run ends.",
});
