// What an apply would do to one object. Called again during apply, and must then give the same.

import { PlanResourceChange_Request, PlanResourceChange_Response } from "../generated/tfplugin6.js";
import { attributePathMessage } from "../messages/attribute-path-message.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { defineRpc } from "./rpc.js";

export const planResourceChange = defineRpc({
  name: "PlanResourceChange",
  request: PlanResourceChange_Request,
  response: PlanResourceChange_Response,
  async respond(request, { server, types }) {
    const { typeName, priorPrivate, plannedPrivate: appliedPrivate } = request;
    const { codec, objectType } = types.resource(typeName);
    const priorState = codec.decode(request.priorState);
    const config = codec.decode(request.config);
    const reply = await server.planResourceChange({
      typeName,
      priorState,
      // Terraform's merger of the two, which says nothing new: it is decoded only where there is no configuration.
      proposedNewState: config ?? codec.decode(request.proposedNewState),
      config,
      priorPrivate,
      appliedPrivate,
    });
    return {
      // What does not change goes back as it came.
      plannedState:
        reply.plannedState === priorState ? request.priorState : codec.encode(reply.plannedState),
      requiresReplace: reply.requiresReplace.map((path) => attributePathMessage(path, objectType)),
      plannedPrivate: reply.plannedPrivate,
      diagnostics: diagnosticMessages(reply.diagnostics, objectType),
      legacyTypeSystem: false,
    };
  },
  failureResponse: ({ priorState, priorPrivate }, diagnostics) => ({
    plannedState: priorState,
    requiresReplace: [],
    plannedPrivate: priorPrivate,
    diagnostics,
    legacyTypeSystem: false,
  }),
});
