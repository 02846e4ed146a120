// What a route is: a function from one call to the JSON of a 200, without any HTTP in it.
import type { Principal } from "../state/principal.js";
import type { TenantState } from "../state/tenant-state.js";

export type ApiRequest = {
  readonly path: string;
  readonly param: (name: string) => string;
  readonly query: (name: string) => string | undefined;
  readonly queries: (name: string) => readonly string[];
  /** The parsed JSON body; undefined when it is missing or no JSON. */
  readonly body: unknown;
};

export type PublicCall = { readonly state: TenantState; readonly request: ApiRequest };

export type Call = PublicCall & { readonly principal: Principal };

/**
 * Routes are synchronous, so that each request is processed whole or not at all. Undefined is an empty body.
 * @throws Refusal for any other status than 200
 */
export type Route = (call: Call) => object | undefined;

/** One that needs no bearer. */
export type PublicRoute = (call: PublicCall) => object | undefined;

export type RouteEntry = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** As hono writes it, `:name` for a part that varies. A trailing slash makes no difference. Of two that fit, the first counts. */
  readonly path: string;
} & ({ readonly route: Route } | { readonly publicRoute: PublicRoute });
