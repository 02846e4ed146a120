// The services of go-plugin beside the provider: shutdown, standard output, broker, health.
import { HealthCheckResponse, HealthCheckResponse_ServingStatus } from "../generated/health.js";
import type { GrpcService } from "../grpc/service.js";

const EMPTY = new Uint8Array(0);

const healthy = HealthCheckResponse.encode({
  status: HealthCheckResponse_ServingStatus.SERVING,
}).finish();

interface Shutdown {
  /** Closes what is open. The host waits for the reply, without a limit of its own. */
  end(): Promise<void>;
  /** Called when the reply has left. */
  shutDown(): void;
}

/** The streams carry nothing, but while they are open the connection is not idle. */
export const goPluginServices = ({ end, shutDown }: Shutdown): GrpcService => ({
  unary: new Map([
    [
      "/plugin.GRPCController/Shutdown",
      async (_message, replied) => {
        await end();
        void replied().then(shutDown);
        return EMPTY;
      },
    ],
    ["/grpc.health.v1.Health/Check", async () => healthy],
  ]),
  heldOpen: new Set(["/plugin.GRPCStdio/StreamStdio", "/plugin.GRPCBroker/StartStream"]),
});
