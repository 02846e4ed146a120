// Somebody who goes on calling with a credential, and switches when there is another one.

import { setTimeout as wait } from "node:timers/promises";
import type { Tenant, TenantAsset } from "../../../src/tenant/index.js";
import type { Workspace } from "../../../src/testing/index.js";
import { until } from "../../until.js";

const EVERY_MS = 50;

export interface Calls {
  /** How many were answered. */
  readonly answered: number;
  /** With how many different secrets. */
  readonly secrets: number;
  /** Each that was not answered with 200. */
  readonly failures: readonly string[];
}

export interface SecretUse {
  readonly tenant: Tenant;
  /** What to call with now. Undefined: whatever was used before. */
  readonly bearer: () => Promise<string | undefined>;
  /** It is admin of this one. */
  readonly connection: TenantAsset;
  /** This one only a persona lets it read. */
  readonly readable: TenantAsset;
}

export interface RunningUse {
  /** Resolves when it has called with what `bearer` gives from now on. */
  called(): Promise<void>;
  /** Moves the clock, say, while nobody calls: an access token that ends by it has been used by then. */
  between<T>(step: () => Promise<T>): Promise<T>;
  /** Ends it. */
  end(): Promise<Calls>;
}

export function useSecret(use: SecretUse): RunningUse {
  const ended = new AbortController();
  const secrets = new Set<string>();
  const failures: string[] = [];
  let answered = 0;
  let current: string | undefined;
  let turn = 0;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const next = last.then(step, step);
    last = next;
    return next;
  };
  const call = async () => {
    current = (await use.bearer()) ?? current;
    if (current === undefined) return;
    secrets.add(current);
    const requests = requestsOf(use, turn);
    failures.push(...(await refusalsOf(use, current, requests)));
    answered += requests.length;
  };
  const loop = async () => {
    for (; !ended.signal.aborted; turn++) {
      await inTurn(call);
      await wait(EVERY_MS);
    }
  };
  const running = loop();
  return {
    called: () => {
      // The turn under way may have begun with what was there before.
      const next = turn + 1;
      return until(() => turn > next);
    },
    between: inTurn,
    end: async () => {
      ended.abort();
      await running;
      return { answered, secrets: secrets.size, failures };
    },
  };
}

/** What the tenant answers to a secret otherwise than with 200, of what its token has rights to. */
export async function refusalsOf(
  use: Pick<SecretUse, "tenant" | "connection" | "readable">,
  secret: string,
  requests = requestsOf(use, 0),
): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const answers = requests.map(async ([method, path, body]) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(`${use.tenant.baseUrl}${path}`, { method, headers, ...sent });
    const text = await reply.text();
    return reply.status === 200 ? [] : [`${method} ${path}: ${reply.status} ${text}`];
  });
  return (await Promise.all(answers)).flat();
}

type Request = readonly [method: string, path: string, body?: unknown];

const requestsOf = (
  { connection, readable }: Pick<SecretUse, "connection" | "readable">,
  turn: number,
): readonly Request[] => {
  const { guid, name, qualifiedName } = connection;
  const attributes = { name, qualifiedName, description: `turn ${turn}` };
  return [
    ["GET", "/api/service/users/current"],
    ["GET", `/api/meta/entity/guid/${readable.guid}`],
    ["POST", "/api/meta/entity/bulk", { entities: [{ typeName: "Connection", guid, attributes }] }],
  ];
};

/** The secret that the state has of a token; undefined while Terraform is writing the state. */
export const secretInState = (workspace: Workspace, address: string) => async () => {
  try {
    return String((await workspace.attributes(address)).access_token);
  } catch {
    return undefined;
  }
};
