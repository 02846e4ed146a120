// A `moved` block across types: another type's raw state becomes an object of ours. The provider is not configured.

import { MoveResourceState_Request, MoveResourceState_Response } from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { defineRpc } from "./rpc.js";

const NO_BYTES = new Uint8Array(0);

export const moveResourceState = defineRpc({
  name: "MoveResourceState",
  request: MoveResourceState_Request,
  response: MoveResourceState_Response,
  async respond(request, { server, types }): Promise<MoveResourceState_Response> {
    const { codec, objectType } = types.resource(request.targetTypeName);
    const reply = await server.moveResourceState({
      sourceProviderAddress: request.sourceProviderAddress,
      sourceTypeName: request.sourceTypeName,
      sourceSchemaVersion: Number(request.sourceSchemaVersion),
      sourceState: request.sourceState?.json ?? NO_BYTES,
      targetTypeName: request.targetTypeName,
    });
    return {
      targetState: codec.encode(reply.targetState),
      targetPrivate: reply.targetPrivate,
      diagnostics: diagnosticMessages(reply.diagnostics, objectType),
    };
  },
  failureResponse: (_request, diagnostics) => ({ targetPrivate: NO_BYTES, diagnostics }),
});
