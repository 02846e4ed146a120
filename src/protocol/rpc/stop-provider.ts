// The user interrupted Terraform: pending work ends soon, each running RPC still responds with what it has.
import { StopProvider_Request, StopProvider_Response } from "../generated/tfplugin6.js";
import { defineRpc } from "./rpc.js";

export const stopProvider = defineRpc({
  name: "StopProvider",
  request: StopProvider_Request,
  response: StopProvider_Response,
  async respond(_request, { server, stopped }) {
    server.stopProvider();
    stopped();
    return { Error: "" };
  },
  failureResponse: (_request, diagnostics) => ({ Error: diagnostics[0]?.detail ?? "" }),
});
