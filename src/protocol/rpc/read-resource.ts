// The object as it is now; a null state means that it is gone.
import { diagnosticMessages } from "../diagnostic-message.js";
import { ReadResource_Request, ReadResource_Response } from "../generated/tfplugin6.js";
import { defineRpc } from "./rpc.js";

export const readResource = defineRpc({
  name: "ReadResource",
  request: ReadResource_Request,
  response: ReadResource_Response,
  async respond({ typeName, currentState, private: privateBytes }, { server, types }) {
    const { codec, objectType } = types.resource(typeName);
    const reply = await server.readResource({
      typeName,
      currentState: codec.decode(currentState),
      private: privateBytes,
    });
    return {
      newState: codec.encode(reply.newState),
      private: reply.private,
      diagnostics: diagnosticMessages(reply.diagnostics, objectType),
    };
  },
  failureResponse: ({ currentState, private: privateBytes }, diagnostics) => ({
    newState: currentState,
    private: privateBytes,
    diagnostics,
  }),
});
