// The services of go-plugin beside the provider: shutdown, standard output, broker, health.
import { HealthCheckResponse, HealthCheckResponse_ServingStatus } from "../generated/health.js";
import type { GrpcService } from "../grpc/service.js";

const EMPTY = new Uint8Array(0);

const healthy = HealthCheckResponse.encode({
  status: HealthCheckResponse_ServingStatus.SERVING,
}).finish();

/** The streams carry nothing, but while they are open the connection is not idle. */
export const goPluginServices = (shutDown: () => void): GrpcService => ({
  unary: new Map([
    [
      "/plugin.GRPCController/Shutdown",
      async (_message, replied) => {
        void replied().then(shutDown);
        return EMPTY;
      },
    ],
    ["/grpc.health.v1.Health/Check", async () => healthy],
  ]),
  heldOpen: new Set(["/plugin.GRPCStdio/StreamStdio", "/plugin.GRPCBroker/StartStream"]),
});
