// Speaks HTTP to a tenant, as its clients do.
import type { Tenant } from "../../../src/tenant/index.js";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is empty or no JSON. */
  readonly body: unknown;
}

export interface SendOptions {
  readonly body?: unknown;
  /** Null sends no credentials. The API key by default. */
  readonly bearer?: string | null;
  readonly signal?: AbortSignal;
}

export type HttpClient = (request: string, options?: SendOptions) => Promise<Reply>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `httpClientOf(tenant)("POST /api/service/apikeys", { body })` */
export function httpClientOf(tenant: Tenant): HttpClient {
  return async (request, { body, bearer = tenant.apiKey, signal } = {}) => {
    const [method = "GET", target = "/"] = request.split(/ (.*)/s);
    const response = await fetch(tenant.baseUrl + target, {
      method,
      headers: {
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
}

/** What lies at a path such as `records.0.id`; undefined where there is nothing. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => {
    if (typeof inner !== "object" || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === key)?.[1];
  }, value);
}

/** The same, where the test cannot go on without a string. */
export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found === "string") return found;
  throw new Error(
    `Cannot read ${path}: it is ${JSON.stringify(found)} in ${JSON.stringify(value)}, expected a string`,
  );
}

export const filterOf = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
