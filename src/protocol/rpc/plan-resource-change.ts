// What an apply would do to one object. Called again during apply, and must then give the same.
import { attributePathMessage } from "../attribute-path-message.js";
import { diagnosticMessages } from "../diagnostic-message.js";
import { PlanResourceChange_Request, PlanResourceChange_Response } from "../generated/tfplugin6.js";
import { defineRpc } from "./rpc.js";

export const planResourceChange = defineRpc({
  name: "PlanResourceChange",
  request: PlanResourceChange_Request,
  response: PlanResourceChange_Response,
  async respond(request, { server, types }) {
    const { typeName, priorPrivate } = request;
    const { codec, objectType } = types.resource(typeName);
    const reply = await server.planResourceChange({
      typeName,
      priorState: codec.decode(request.priorState),
      proposedNewState: codec.decode(request.proposedNewState),
      config: codec.decode(request.config),
      priorPrivate,
    });
    return {
      plannedState: codec.encode(reply.plannedState),
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
