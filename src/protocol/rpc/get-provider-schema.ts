// Every schema the provider serves, and what the server can do.
import {
  GetProviderSchema_Request,
  GetProviderSchema_Response,
  type Schema as SchemaMessage,
} from "../generated/tfplugin6.js";
import { schemaMessage } from "../messages/schema-message.js";
import type { Schema } from "../values/schema-types.js";
import { defineRpc } from "./rpc.js";
import { SERVER_CAPABILITIES } from "./server-capabilities.js";

const messagesOf = (schemas: ReadonlyMap<string, Schema>): Record<string, SchemaMessage> =>
  Object.fromEntries([...schemas].map(([typeName, schema]) => [typeName, schemaMessage(schema)]));

const NOTHING_ELSE = {
  functions: {},
  listResourceSchemas: {},
  stateStoreSchemas: {},
  actionSchemas: {},
};

export const getProviderSchema = defineRpc({
  name: "GetProviderSchema",
  request: GetProviderSchema_Request,
  response: GetProviderSchema_Response,
  respond: async (_request, { server }): Promise<GetProviderSchema_Response> => ({
    ...NOTHING_ELSE,
    provider: schemaMessage(server.providerSchema),
    resourceSchemas: messagesOf(server.resourceSchemas),
    dataSourceSchemas: messagesOf(server.dataSourceSchemas),
    ephemeralResourceSchemas: messagesOf(server.ephemeralResourceSchemas),
    serverCapabilities: SERVER_CAPABILITIES,
    diagnostics: [],
  }),
  failureResponse: (_request, diagnostics) => ({
    ...NOTHING_ELSE,
    resourceSchemas: {},
    dataSourceSchemas: {},
    ephemeralResourceSchemas: {},
    diagnostics,
  }),
});
