// RPCs that list what this provider does not have: their lists are empty.
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
  respond: async () => ({ functions: {}, diagnostics: [] }),
  failureResponse: (_request, diagnostics) => ({ functions: {}, diagnostics }),
});

export const getResourceIdentitySchemas = defineRpc({
  name: "GetResourceIdentitySchemas",
  request: GetResourceIdentitySchemas_Request,
  response: GetResourceIdentitySchemas_Response,
  respond: async () => ({ identitySchemas: {}, diagnostics: [] }),
  failureResponse: (_request, diagnostics) => ({ identitySchemas: {}, diagnostics }),
});
