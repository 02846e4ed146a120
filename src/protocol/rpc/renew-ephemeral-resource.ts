// Keeps what was opened for longer.
import {
  RenewEphemeralResource_Request,
  RenewEphemeralResource_Response,
} from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { openedOf } from "./close-ephemeral-resource.js";
import { defineRpc } from "./rpc.js";
import { timestampMessage } from "./timestamp.js";

export const renewEphemeralResource = defineRpc({
  name: "RenewEphemeralResource",
  request: RenewEphemeralResource_Request,
  response: RenewEphemeralResource_Response,
  async respond(request, { server, types }): Promise<RenewEphemeralResource_Response> {
    const reply = await server.renewEphemeralResource(openedOf(request));
    const { objectType } = types.ephemeralResource(request.typeName);
    return {
      private: reply.private,
      renewAt: timestampMessage(reply.renewAtMs),
      diagnostics: diagnosticMessages(reply.diagnostics, objectType),
    };
  },
  failureResponse: (request, diagnostics) => ({ private: request.private, diagnostics }),
});
