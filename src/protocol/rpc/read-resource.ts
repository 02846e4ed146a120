// The object as it is now; a null state means that it is gone.

import { ReadResource_Request, ReadResource_Response } from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { defineRpc } from "./rpc.js";

export const readResource = defineRpc({
  name: "ReadResource",
  request: ReadResource_Request,
  response: ReadResource_Response,
  async respond({ typeName, currentState, private: privateBytes }, { server, types }) {
    const { codec, objectType } = types.resource(typeName);
    const state = codec.decode(currentState);
    const reply = await server.readResource({
      typeName,
      currentState: state,
      private: privateBytes,
    });
    return {
      // What has not changed goes back as it came.
      newState: reply.newState === state ? currentState : codec.encode(reply.newState),
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
