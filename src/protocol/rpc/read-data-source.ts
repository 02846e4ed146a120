// Looks something up that exists already.

import { ReadDataSource_Request, ReadDataSource_Response } from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { requiredConfig } from "./required-config.js";
import { defineRpc } from "./rpc.js";

export const readDataSource = defineRpc({
  name: "ReadDataSource",
  request: ReadDataSource_Request,
  response: ReadDataSource_Response,
  async respond({ typeName, config }, { server, types }): Promise<ReadDataSource_Response> {
    const type = types.dataSource(typeName);
    const { state, diagnostics } = await server.readDataSource({
      typeName,
      config: requiredConfig(type, config),
    });
    return {
      state: type.codec.encode(state),
      diagnostics: diagnosticMessages(diagnostics, type.objectType),
    };
  },
  failureResponse: (_request, diagnostics) => ({ diagnostics }),
});
