// Defines an RPC of the provider service: its messages, its response, and its response to a failure.
import type { Clock } from "../../clock.js";
import { describeError } from "../../describe-error.js";
import {
  bugDiagnostic,
  type Diagnostic,
  isJsonObject,
  type Product,
  type ProviderServer,
} from "../../framework/index.js";
import type { Diagnostic as DiagnosticMessage } from "../generated/tfplugin6.js";
import type { UnaryHandler } from "../grpc/service.js";
import { logResponse } from "../log/log-response.js";
import { inLogScope } from "../log/log-scope.js";
import type { PluginLogger } from "../log/logger.js";
import { diagnosticMessages } from "../messages/diagnostic-message.js";
import type { TypeCodecs } from "../values/type-codecs.js";

export interface RpcContext {
  readonly server: ProviderServer;
  readonly types: TypeCodecs;
  readonly log: PluginLogger;
  readonly address: string;
  readonly product: Product;
  readonly clock: Clock;
  /** To be called when the host has asked to stop. */
  readonly stopped: () => void;
}

export interface RpcDefinition<Request, Response> {
  readonly name: string;
  readonly request: { decode(bytes: Uint8Array): Request };
  readonly response: { encode(message: Response): { finish(): Uint8Array } };
  respond(request: Request, context: RpcContext): Promise<Response>;
  /** The response when `respond` throws: never a gRPC status, so that nothing Terraform knows is lost. */
  failureResponse(request: Request, diagnostics: DiagnosticMessage[]): Response;
  /** What such a failure means for the user's objects; default: nothing has changed. */
  consequence?(product: Product): string;
}

/** An RPC whose message types are forgotten, for the method table. */
export interface Rpc {
  readonly name: string;
  bind(context: RpcContext): UnaryHandler;
}

const NOTHING_CHANGED = "This step changed nothing, and Terraform's state is kept.";

const typeNameOf = (request: unknown): string | undefined =>
  isJsonObject(request) && typeof request.typeName === "string" ? request.typeName : undefined;

async function respondLogged<Request, Response>(
  definition: RpcDefinition<Request, Response>,
  request: Request,
  context: RpcContext,
): Promise<Response> {
  const { log, clock } = context;
  const startedMs = clock.elapsedMs();
  log.trace("Received request");
  try {
    const response = await definition.respond(request, context);
    logResponse(response, log);
    return response;
  } finally {
    log.trace("Served request", { tf_req_duration_ms: clock.elapsedMs() - startedMs });
  }
}

function respondInScope<Request, Response>(
  definition: RpcDefinition<Request, Response>,
  request: Request,
  context: RpcContext,
): Promise<Response> {
  if (!context.log.isOn) return definition.respond(request, context);
  const typeName = typeNameOf(request);
  const fields = {
    tf_provider_addr: context.address,
    tf_rpc: definition.name,
    tf_req_id: context.clock.uuid(),
    ...(typeName === undefined ? {} : { tf_resource_type: typeName }),
  };
  return inLogScope(fields, () => respondLogged(definition, request, context));
}

/** The framework turns every error into a diagnostic, so what is thrown here is a bug in the product. */
export const rpcFailure = (product: Product, what: string, error: unknown): Diagnostic =>
  bugDiagnostic(product, { what, evidence: describeError(error) });

export function defineRpc<Request, Response>(definition: RpcDefinition<Request, Response>): Rpc {
  const { name, request: requestType, response: responseType } = definition;
  return {
    name,
    bind: (context) => async (message) => {
      const request = requestType.decode(message);
      try {
        return responseType.encode(await respondInScope(definition, request, context)).finish();
      } catch (error) {
        const { product } = context;
        const consequence = definition.consequence?.(product) ?? NOTHING_CHANGED;
        const diagnostic = rpcFailure(product, `${name} failed. ${consequence}`, error);
        context.log.error(`${name} failed`, { error });
        return responseType
          .encode(definition.failureResponse(request, diagnosticMessages([diagnostic])))
          .finish();
      }
    },
  };
}
