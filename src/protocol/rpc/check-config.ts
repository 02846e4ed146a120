// The RPCs that take one configuration and respond with diagnostics only. Anything in it may still be unknown.
import type { ObjectValue, ProviderServer, WithDiagnostics } from "../../framework/index.js";
import {
  ConfigureProvider_Request,
  ConfigureProvider_Response,
  type DynamicValue,
  ValidateDataResourceConfig_Request,
  ValidateDataResourceConfig_Response,
  ValidateEphemeralResourceConfig_Request,
  ValidateEphemeralResourceConfig_Response,
  ValidateProviderConfig_Request,
  ValidateProviderConfig_Response,
  ValidateResourceConfig_Request,
  ValidateResourceConfig_Response,
} from "../generated/tfplugin6.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import type { TypeCodec, TypeCodecs } from "../values/type-codecs.js";
import { requiredConfig } from "./required-config.js";
import { defineRpc, type Rpc, type RpcDefinition } from "./rpc.js";

interface CheckRequest {
  readonly config?: DynamicValue | undefined;
}

type Checked = Parameters<typeof ValidateResourceConfig_Response.encode>[0];

interface Check<Request>
  extends Pick<RpcDefinition<Request, Checked>, "name" | "request" | "response"> {
  codecOf(types: TypeCodecs, request: Request): TypeCodec;
  check(server: ProviderServer, config: ObjectValue, request: Request): Promise<WithDiagnostics>;
}

const defineCheck = <Request extends CheckRequest>({
  codecOf,
  check,
  ...messages
}: Check<Request>): Rpc =>
  defineRpc({
    ...messages,
    async respond(request, { server, types }) {
      const type = codecOf(types, request);
      const { diagnostics } = await check(server, requiredConfig(type, request.config), request);
      return { diagnostics: diagnosticMessages(diagnostics, type.objectType) };
    },
    failureResponse: (_request, diagnostics) => ({ diagnostics }),
  });

/** The provider block, before the provider is configured. */
export const validateProviderConfig = defineCheck({
  name: "ValidateProviderConfig",
  request: ValidateProviderConfig_Request,
  response: ValidateProviderConfig_Response,
  codecOf: (types) => types.provider(),
  check: (server, config) => server.validateProviderConfig(config),
});

/** The provider block's values, before anything that talks to the tenant. May come several times in one process. */
export const configureProvider = defineCheck({
  name: "ConfigureProvider",
  request: ConfigureProvider_Request,
  response: ConfigureProvider_Response,
  codecOf: (types) => types.provider(),
  check: (server, config, { terraformVersion }) =>
    server.configureProvider({ terraformVersion, config }),
});

export const validateResourceConfig = defineCheck({
  name: "ValidateResourceConfig",
  request: ValidateResourceConfig_Request,
  response: ValidateResourceConfig_Response,
  codecOf: (types, { typeName }) => types.resource(typeName),
  check: (server, config, { typeName, clientCapabilities }) =>
    server.validateResourceConfig({
      typeName,
      config,
      isWriteOnlyAllowed: clientCapabilities?.writeOnlyAttributesAllowed === true,
    }),
});

export const validateDataResourceConfig = defineCheck({
  name: "ValidateDataResourceConfig",
  request: ValidateDataResourceConfig_Request,
  response: ValidateDataResourceConfig_Response,
  codecOf: (types, { typeName }) => types.dataSource(typeName),
  check: (server, config, { typeName }) => server.validateDataResourceConfig({ typeName, config }),
});

export const validateEphemeralResourceConfig = defineCheck({
  name: "ValidateEphemeralResourceConfig",
  request: ValidateEphemeralResourceConfig_Request,
  response: ValidateEphemeralResourceConfig_Response,
  codecOf: (types, { typeName }) => types.ephemeralResource(typeName),
  check: (server, config, { typeName }) =>
    server.validateEphemeralResourceConfig({ typeName, config }),
});
