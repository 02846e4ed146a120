// RPCs that list what this provider does not have: the honest answer is an empty one.
import {
  GetFunctions_Request,
  GetFunctions_Response,
  GetResourceIdentitySchemas_Request,
  GetResourceIdentitySchemas_Response,
} from "../generated/tfplugin6.js";
import { defineRpc } from "./rpc.js";

export const getFunctions = defineRpc({
  name: "GetFunctions",
  request: GetFunctions_Request,
  response: GetFunctions_Response,
  answer: async () => ({ functions: {}, diagnostics: [] }),
  giveUp: (_request, diagnostics) => ({ functions: {}, diagnostics }),
});

export const getResourceIdentitySchemas = defineRpc({
  name: "GetResourceIdentitySchemas",
  request: GetResourceIdentitySchemas_Request,
  response: GetResourceIdentitySchemas_Response,
  answer: async () => ({ identitySchemas: {}, diagnostics: [] }),
  giveUp: (_request, diagnostics) => ({ identitySchemas: {}, diagnostics }),
});
