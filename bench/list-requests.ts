// How many list requests one plan sends, against the pages that hold all tokens of the tenant.
import type { Tenant } from "../src/tenant/index.js";
import { controlOf } from "../test/tenant-control.js";
import type { EngineFolder } from "./engine-folder.js";

const LIST_PATH = /\/apikeys\/?$/;

export interface ListRequests {
  readonly lists: number;
  /** Of the size that the plugin asked for. */
  readonly pages: number;
  readonly how: string;
}

export async function listRequestsOf(folder: EngineFolder, tenant: Tenant): Promise<ListRequests> {
  const control = controlOf(tenant);
  const { tokens } = await control.state();
  await control.clearRequests();
  await folder.plan();
  const requests = await control.requests();
  const lists = requests.filter(({ method, path }) => method === "GET" && LIST_PATH.test(path));
  const limits = lists.map(({ query }) => Number(new URLSearchParams(query).get("limit")));
  const size = Math.max(...limits);
  const pages = Math.ceil(tokens.length / size);
  const how = `${lists.length} of ${requests.length} requests; pages: ${pages} of ${size}`;
  return { lists: lists.length, pages, how };
}
