// Calls `/_tenant/*` of the tenant that served this page. A control key stays in this page's memory and is gone with it.

/** The tenant's refusal, or that it does not answer; `status` is 0 then. */
export class ControlCallError extends Error {
  override readonly name = "ControlCallError";

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface Control {
  /** The parsed reply, of which the caller says the type: page and tenant are of one build. */
  get<T>(path: string): Promise<T>;
  send(method: "PUT" | "POST" | "DELETE", path: string, body?: unknown): Promise<void>;
  useKey(key: string): void;
}

function reasonOf(status: number, text: string): string {
  try {
    const { error, message } = JSON.parse(text) as { error?: unknown; message?: unknown };
    return String(error ?? message ?? text);
  } catch {
    return `the tenant answered ${status}: ${text}`;
  }
}

async function fetchControl(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/_tenant/${path}`, { ...init, cache: "no-store" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ControlCallError(0, `Cannot reach the tenant: ${reason}. It may have stopped`);
  }
}

export function createControl(): Control {
  let key: string | undefined;
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetchControl(path, {
      method,
      headers: {
        ...(key !== undefined && { Authorization: `Bearer ${key}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw new ControlCallError(response.status, reasonOf(response.status, await response.text()));
  };
  return {
    get: async <T>(path: string) => (await (await call("GET", path)).json()) as T,
    send: async (method, path, body) => void (await call(method, path, body)),
    useKey: (given) => {
      key = given;
    },
  };
}
