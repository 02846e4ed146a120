// The names of all types, without their schemas. Terraform does not ask; tools that mix providers do.
import { GetMetadata_Request, GetMetadata_Response } from "../generated/tfplugin6.js";
import { defineRpc } from "./rpc.js";
import { SERVER_CAPABILITIES } from "./server-capabilities.js";

const NOTHING_ELSE = {
  functions: [],
  listResources: [],
  stateStores: [],
  actions: [],
};

const namesOf = (schemas: ReadonlyMap<string, unknown>) =>
  [...schemas.keys()].map((typeName) => ({ typeName }));

export const getMetadata = defineRpc({
  name: "GetMetadata",
  request: GetMetadata_Request,
  response: GetMetadata_Response,
  respond: async (_request, { server }): Promise<GetMetadata_Response> => ({
    ...NOTHING_ELSE,
    serverCapabilities: SERVER_CAPABILITIES,
    resources: namesOf(server.resourceSchemas),
    dataSources: namesOf(server.dataSourceSchemas),
    ephemeralResources: namesOf(server.ephemeralResourceSchemas),
    diagnostics: [],
  }),
  failureResponse: (_request, diagnostics) => ({
    ...NOTHING_ELSE,
    resources: [],
    dataSources: [],
    ephemeralResources: [],
    diagnostics,
  }),
});
