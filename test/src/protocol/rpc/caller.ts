// Calls one RPC of a server in this process, through its messages but without a connection.
import type { ProviderServer } from "../../../../src/framework/provider-server.js";
import { createLogger } from "../../../../src/protocol/log/logger.js";
import { providerService } from "../../../../src/protocol/rpc/provider-service.js";
import { typeCodecs } from "../../../../src/protocol/values/type-codecs.js";
import { virtualClock } from "../../../virtual-clock.js";
import { PRODUCT } from "../../product.js";

interface MessageType<T> {
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

export interface RpcTypes<Request, Response> {
  readonly request: MessageType<Request>;
  readonly response: MessageType<Response>;
}

/** @param write takes the lines of the log */
export function serviceOf(server: ProviderServer, write?: (line: string) => void) {
  const clock = virtualClock();
  return providerService({
    server,
    types: typeCodecs(server),
    log: createLogger({
      level: write === undefined ? "off" : "warn",
      write: write ?? (() => {}),
      nowMs: clock.nowMs,
    }),
    address: "example.com/test/atlan",
    product: PRODUCT,
    clock,
    stopped: () => {},
  });
}

export function callerOf(server: ProviderServer, write?: (line: string) => void) {
  const service = serviceOf(server, write);
  return async <Request, Response>(
    name: string,
    types: RpcTypes<Request, Response>,
    request: Request,
  ): Promise<Response> => {
    const handler = service.unary?.get(`/tfplugin6.Provider/${name}`);
    if (handler === undefined) throw new Error(`Cannot call ${name}: not served`);
    return types.response.decode(
      await handler(types.request.encode(request).finish(), async () => {}),
    );
  };
}
