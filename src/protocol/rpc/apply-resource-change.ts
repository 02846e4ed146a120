// Carries out a plan. Whatever exists afterwards is in the response, with or without errors.
import type { ApplyResourceChangeResponse, Product } from "../../framework/index.js";
import {
  ApplyResourceChange_Request,
  ApplyResourceChange_Response,
  type DynamicValue,
} from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import type { TypeCodec } from "../values/type-codecs.js";
import { defineRpc, rpcFailure } from "./rpc.js";

const name = "ApplyResourceChange";

interface SavedState {
  readonly newState: DynamicValue;
  readonly diagnostics: ApplyResourceChangeResponse["diagnostics"];
}

/** A state that does not fit its schema is saved as far as it fits: an object that exists must not be lost. */
function encodeState(
  reply: ApplyResourceChangeResponse,
  { codec }: TypeCodec,
  product: Product,
): SavedState {
  const { newState, diagnostics } = reply;
  try {
    return { newState: codec.encode(newState), diagnostics };
  } catch (error) {
    if (newState === null) throw error;
    const what = `${name} failed. The change itself was made. The state holds every attribute except the ones that do not fit the schema.`;
    const bug = rpcFailure(product, what, error);
    return { newState: codec.salvage(newState), diagnostics: [...diagnostics, bug] };
  }
}

export const applyResourceChange = defineRpc({
  name,
  request: ApplyResourceChange_Request,
  response: ApplyResourceChange_Response,
  async respond(request, { server, types, product }): Promise<ApplyResourceChange_Response> {
    const { typeName, plannedPrivate } = request;
    const type = types.resource(typeName);
    const reply = await server.applyResourceChange({
      typeName,
      priorState: type.codec.decode(request.priorState),
      plannedState: type.codec.decode(request.plannedState),
      config: type.codec.decode(request.config),
      plannedPrivate,
    });
    const { newState, diagnostics } = encodeState(reply, type, product);
    return {
      newState,
      private: reply.private,
      diagnostics: diagnosticMessages(diagnostics, type.objectType),
      legacyTypeSystem: false,
    };
  },
  /** Without a new state Terraform keeps the prior one and its private data (1.11.4, tried). */
  failureResponse: (_request, diagnostics) => ({
    private: new Uint8Array(0),
    diagnostics,
    legacyTypeSystem: false,
  }),
  consequence: ({ service }) =>
    `Terraform keeps the state it had. If this was a create, an object may now exist that Terraform does not know: look for it in ${service} before you apply again.`,
});
