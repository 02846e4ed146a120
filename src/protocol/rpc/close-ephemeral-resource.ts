// Ends what was opened.
import type { OpenedEphemeralResource } from "../../framework/index.js";
import {
  CloseEphemeralResource_Request,
  CloseEphemeralResource_Response,
} from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { defineRpc } from "./rpc.js";

/** The private data may be absent. */
export const openedOf = (
  request: Pick<CloseEphemeralResource_Request, "typeName" | "private">,
): OpenedEphemeralResource => ({
  typeName: request.typeName,
  private: request.private ?? new Uint8Array(0),
});

export const closeEphemeralResource = defineRpc({
  name: "CloseEphemeralResource",
  request: CloseEphemeralResource_Request,
  response: CloseEphemeralResource_Response,
  async respond(request, { server, types }) {
    const { diagnostics } = await server.closeEphemeralResource(openedOf(request));
    const { objectType } = types.ephemeralResource(request.typeName);
    return { diagnostics: diagnosticMessages(diagnostics, objectType) };
  },
  failureResponse: (_request, diagnostics) => ({ diagnostics }),
  consequence: () => "It may still exist.",
});
