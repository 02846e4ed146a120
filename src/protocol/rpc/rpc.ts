// What one RPC of the provider service is: its messages, its answer, and what it says when the answer fails.
import { randomUUID } from "node:crypto";
import type { Diagnostic } from "../../framework/diagnostic.js";
import type { ProviderServer } from "../../framework/provider-server.js";
import { bugDiagnostic, diagnosticMessages } from "../diagnostic-message.js";
import type { Diagnostic as DiagnosticMessage } from "../generated/tfplugin6.js";
import type { UnaryHandler } from "../grpc/service.js";
import { inLogScope } from "../log-scope.js";
import type { PluginLogger } from "../logger.js";
import type { ServedTypes } from "../served-types.js";

export interface RpcContext {
  readonly server: ProviderServer;
  readonly types: ServedTypes;
  readonly log: PluginLogger;
  readonly address: string;
}

export interface RpcDefinition<Request, Response> {
  readonly name: string;
  readonly request: { decode(bytes: Uint8Array): Request };
  readonly response: { encode(message: Response): { finish(): Uint8Array } };
  answer(request: Request, context: RpcContext): Promise<Response>;
  /** The reply when `answer` throws: never a gRPC status, so that nothing Terraform knows is lost. */
  giveUp(request: Request, diagnostics: DiagnosticMessage[]): Response;
  /** What such a failure means for the user's objects; default: nothing has changed. */
  readonly consequence?: string;
}

/** An RPC whose message types are forgotten, for the method table. */
export interface Rpc {
  readonly name: string;
  bind(context: RpcContext): UnaryHandler;
}

const NOTHING_CHANGED = "Nothing has been changed by this step, and Terraform's state is kept.";

const typeNameOf = (request: unknown): string | undefined =>
  typeof request === "object" &&
  request !== null &&
  "typeName" in request &&
  typeof request.typeName === "string"
    ? request.typeName
    : undefined;

async function answerLogged<Request, Response>(
  definition: RpcDefinition<Request, Response>,
  request: Request,
  context: RpcContext,
): Promise<Response> {
  const { log } = context;
  const startedAtMs = performance.now();
  log.trace("Received request");
  try {
    return await definition.answer(request, context);
  } finally {
    log.trace("Served request", {
      tf_req_duration_ms: Math.round(performance.now() - startedAtMs),
    });
  }
}

function answerInScope<Request, Response>(
  definition: RpcDefinition<Request, Response>,
  request: Request,
  context: RpcContext,
): Promise<Response> {
  if (!context.log.isOn) return definition.answer(request, context);
  const typeName = typeNameOf(request);
  const fields = {
    tf_provider_addr: context.address,
    tf_rpc: definition.name,
    tf_req_id: randomUUID(),
    ...(typeName === undefined ? {} : { tf_resource_type: typeName }),
  };
  return inLogScope(fields, () => answerLogged(definition, request, context));
}

export function defineRpc<Request, Response>(definition: RpcDefinition<Request, Response>): Rpc {
  const { name, request: requestType, response: responseType } = definition;
  const consequence = definition.consequence ?? NOTHING_CHANGED;
  return {
    name,
    bind: (context) => async (message) => {
      const request = requestType.decode(message);
      try {
        return responseType.encode(await answerInScope(definition, request, context)).finish();
      } catch (error) {
        const diagnostic: Diagnostic = bugDiagnostic(name, error, consequence);
        context.log.error(diagnostic.summary, { error });
        return responseType
          .encode(definition.giveUp(request, diagnosticMessages([diagnostic])))
          .finish();
      }
    },
  };
}
