// Reads the state of the object that an import ID names.

import {
  ImportResourceState_Request,
  ImportResourceState_Response,
} from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import { defineRpc } from "./rpc.js";

export const importResourceState = defineRpc({
  name: "ImportResourceState",
  request: ImportResourceState_Request,
  response: ImportResourceState_Response,
  async respond({ typeName, id }, { server, types }): Promise<ImportResourceState_Response> {
    const { importedResources, diagnostics } = await server.importResourceState({ typeName, id });
    return {
      importedResources: importedResources.map((imported) => ({
        typeName: imported.typeName,
        state: types.resource(imported.typeName).codec.encode(imported.state),
        private: imported.private,
      })),
      diagnostics: diagnosticMessages(diagnostics, types.resource(typeName).objectType),
    };
  },
  failureResponse: (_request, diagnostics) => ({ importedResources: [], diagnostics }),
});
