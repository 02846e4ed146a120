// Calls one RPC of a server in this process, through its messages but without a connection.
import type { ProviderServer } from "../../../../src/framework/provider-server.js";
import { createLogger } from "../../../../src/protocol/logger.js";
import { providerService } from "../../../../src/protocol/rpc/provider-service.js";
import { typeCodecs } from "../../../../src/protocol/type-codecs.js";

interface MessageType<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

export interface RpcTypes<Request, Response> {
  readonly request: MessageType<Request>;
  readonly response: MessageType<Response>;
}

export function callerOf(server: ProviderServer) {
  const service = providerService({
    server,
    types: typeCodecs(server),
    log: createLogger({ level: "off", write: () => {}, now: () => new Date(0) }),
    address: "example.com/test/atlan",
  });
  return async <Request, Response>(
    name: string,
    types: RpcTypes<Request, Response>,
    request: Request,
  ): Promise<Response> => {
    const handler = service.unary?.get(`/tfplugin6.Provider/${name}`);
    if (handler === undefined) throw new Error(`Cannot call ${name}: not served`);
    return types.response.decode(await handler(types.request.encode(request).finish()));
  };
}
